/** True for what can be watched of things dropped on the window: torrent files, and folders, which bear no ending. */
export function watchable(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  return /\.torrent$/i.test(name) || !/\.[A-Za-z0-9]{1,8}$/.test(name)
}
