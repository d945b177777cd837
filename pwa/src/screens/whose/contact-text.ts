/** The words under which a contact is given; the version rises when what they mean changes. */
export const CONTACT_TEXT = 1;
export const CONTACT_WORDS = ['contactFor', 'contactWho', 'contactLong', 'contactBack'] as const;
