export const uses = {
  label: 'What this touches',
  titles: 'Needed by titles',
  dates: 'Dates ahead',
  kits: 'Part of kits',
  responsible: 'Responsible',
  called: 'Called to these dates',
  things: 'Reserved items',
  pieces_one: '{{count, number}} piece',
  pieces_other: '{{count, number}} pieces',
  more: 'and {{count, number}} more',
  hidden: 'Also used where you have no access.',
  nothing: 'Used nowhere and given out to nobody.',
};
