/** Texts of the settings of the live watch. */
export const liveText = {
  offline: {
    label: 'Offline: ask nothing of the network',
    hint: 'No source, no capture, no time stamp; nothing gets around it. What is due is caught up later.',
  },
  notify: {
    label: 'Notify me of what is new',
    hint: 'Quietly, once a look, and never while a window of Refrain is in front. A click leads to it.',
  },
  tray: {
    label: 'Keep watching in the tray when the window is closed',
    hint: 'Refrain then stays in the tray until you quit it there.',
  },
  pauseOnBattery: {
    label: 'Rest while the computer runs on its battery',
    hint: 'What is due is caught up on mains power.',
  },
  pauseOnMetered: {
    label: 'Rest on metered connections',
    hint: 'Known on Linux with NetworkManager alone; other systems do not tell, and there Offline is the switch. What is due is caught up on another connection.',
  },
  contact: {
    label: 'Contact',
    hint: 'An e-mail or web address under which a source can reach you, sent with every request of the watch. Empty: only “Refrain” and its version are sent. MusicBrainz asks for one.',
  },
  sources: 'Show the sources',
  requests: 'Show all outgoing requests',
} as const
