/** What Xvfb is told: a fixed screen for stable pictures. */
export const virtualScreen = Object.freeze(['-screen', '0', '1280x900x24'])

/** What `xvfb-run` gets before the command: any free display number. */
export const virtualDisplayCommand = Object.freeze(['xvfb-run', '-a', '-s', virtualScreen.join(' ')])

/**
 * Whether a window can be shown. Only Linux runs without a desktop.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}

/**
 * Wraps a command so that it finds a display.
 * @param {readonly string[]} command
 * @param {boolean} [displayPresent]
 * @returns {string[]}
 */
export function onDisplay(command, displayPresent = hasDisplay()) {
  return displayPresent ? [...command] : [...virtualDisplayCommand, ...command]
}
