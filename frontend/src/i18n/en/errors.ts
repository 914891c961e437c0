export const errors = {
  offline: 'No connection to the server. Check the network and try again.',
  part: 'A part of the application did not load. Check the network or reload the page.',
  unavailable: 'The server is unavailable for the moment. We will try again ourselves.',
  unexpected: 'Something went wrong on the server. Try again later.',
  tooMany: 'Too many attempts. Wait a little and try again.',
  stale: 'Somebody else has changed this record. Reload it and make your changes again.',
  forbidden: 'You have no right to do this.',
  notFound: 'Not found: the record may be deleted, or you have no access to it.',
  tooLarge: 'The file is too large.',
  requestId: 'Request code: {{id}}',
  page: {
    title: 'This page did not open',
    text: 'The error was recorded. Try again; if it stays, tell the administrator.',
    details: 'Details',
    home: 'Go to the start page',
  },
  widget: {
    title: 'This part of the page could not be shown',
  },
  load: {
    title: 'Could not load',
  },
  network: {
    title: 'No network',
    part: 'It will load by itself when the connection is back.',
    serverTitle: 'The server is unavailable',
    text: 'This page will open by itself when the connection is back. What was opened before can be read without it.',
  },
  gone: {
    title: 'Not found',
    text: 'There is no record at this address: it has been deleted, or you have no access to it.',
    lists: {
      inventory: 'To the inventory',
      imports: 'To the imports',
      performances: 'To the performances',
      schedule: 'To the schedule',
    },
  },
  missing: {
    title: 'Page not found',
    text: 'Check the address, or start from one of the sections.',
    goBack: 'Go back',
  },
  denied: {
    title: 'No access',
    text: 'This page needs rights your role does not have. The theatre’s administrator grants them.',
  },
};
