import { stem, type ForbiddenWord } from './word.ts'

/** English is what the other two are made from: what is clipped or playful here was said literally there. */
export const english: ForbiddenWord[] = [
  { pattern: stem('desks?(?!\\p{L})'), why: 'became a workbench; it is “My work”', planted: 'My desk' },
  {
    pattern: stem('mend(?:s|ed|ing)?(?!\\p{L})'),
    why: 'said of clothes; it is “correct”',
    planted: 'What is to be mended',
  },
  {
    pattern: stem('must needs?(?!\\p{L})'),
    why: 'an idiom; it is “essential need”',
    planted: 'The parish has 1 must need',
  },
  { pattern: stem('takes? home(?!\\p{L})'), why: 'became carting home', planted: 'What we take home' },
  {
    pattern: stem('hand(?:s|ed|ing)? in(?!\\p{L})'),
    why: 'things are submitted',
    planted: 'Handed in',
    innocent: 'Handed over',
  },
  { pattern: stem('day bank'), why: 'explains nothing', planted: 'Day bank' },
  {
    pattern: stem('half-days? must be found'),
    why: 'became a lunch to be found',
    planted: '1 half-day must be found elsewhere.',
  },
  { pattern: stem('owe[sd]?(?!\\p{L})'), why: 'training is required, not owed', planted: 'but the project owes 52' },
  {
    pattern: stem('nothing answers|answers? (?:no|a|these) needs?|needs? it answers'),
    why: 'a need has a solution, or is met',
    planted: 'Nothing answers these needs yet',
  },
  {
    pattern: stem('(?:is|was|are|has been) taken back|take the (?:month|submission)'),
    why: 'what was submitted is withdrawn',
    planted: 'The submission is taken back.',
  },
  {
    pattern: stem('holds?(?!\\p{L})'),
    why: 'a text contains, a rule applies, a person has',
    planted: 'You hold no role at present.',
  },
  { pattern: stem('froze|freez'), why: 'what nobody can change is locked', planted: 'Freeze the assessment' },
  { pattern: stem('begun'), why: 'work is started', planted: 'The plan is begun.' },
  { pattern: stem('private notes?'), why: 'staff read it: it is internal', planted: 'Private note' },
  { pattern: stem('a (?:yes|no) is worth'), why: 'it is a score', planted: 'What a yes is worth' },
  {
    pattern: stem('open (?:an|the) account|opens accounts|accounts are opened'),
    why: 'done in a bank; it is created',
    planted: 'Open an account',
  },
  {
    pattern: stem('mentors?’s? month(?!ly)'),
    why: 'a month is not handed in; its report is submitted',
    planted: 'Your mentor’s month',
    innocent: 'Mentors’ monthly reports',
  },
  {
    pattern: stem('is resting|reminded of a silence|its story'),
    why: 'not what an office would say',
    planted: 'The portal is resting for a moment',
  },
  { pattern: stem('(?:add a|the) stretch'), why: 'a part of a journey is a leg', planted: 'Add a stretch' },
  { pattern: /„/u, why: 'quotation marks are “ ”', planted: 'press „Save”' },
]
