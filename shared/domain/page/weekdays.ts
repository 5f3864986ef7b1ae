/** A day of the week, in the languages of the dates: a source for a regular expression. */
export const WEEKDAY = String.raw`(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\.?,?`;
export const WEEKDAY_LAST = new RegExp(String.raw`(?<![a-z])${WEEKDAY}\s*$`);
