/** Wordings of the parts of a notice, as people write them. Each set is used by the generator of notices. */

export const goodFaithFull = [
  'I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.',
  'I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law. I have taken fair use into consideration.',
  'We believe in good faith that the use described above is not permitted by the copyright owner, its agents or by law.',
  'It is my good-faith belief that this use has not been authorised by the rights holder, its agent or any applicable law.',
  'The undersigned has a good faith belief that none of these uses is authorized by the owner, an agent of the owner, or the law.',
  'As required by 17 U.S.C. 512(c)(3)(A)(v), I state that I have a good faith belief that the disputed use is not authorized by the copyright owner, its agent or the law.',
  'My client believes in good faith that the use of these recordings is unauthorized by the copyright owner, by any agent of the owner, and by the law.',
  'Our label has a good faith belief that the posting of this material was not licensed by us, by any agent of ours, or by operation of law.',
  'I am writing with the good faith belief that the use of the work in the manner described is without authorization from the copyright owner, his agent, or the law.',
] as const

export const goodFaithPartial = [
  'I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner or its agent.',
  'I have a good faith belief that the files listed are unlawful.',
  'We have a good faith belief that this upload infringes our copyright.',
  'I believe in good faith that the user does not have my permission to share this recording.',
  'I will gladly state that I have a good faith belief that the use is not authorized by the copyright owner, its agent, or the law.',
] as const

/** None of these is the sender's own declaration. */
export const goodFaithNot = [
  'Section 512(c)(3)(A)(v) requires a statement that the complaining party has a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.',
  'Do you have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law?',
  'Include the following statement: "I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law."',
  'The statute reads: "a statement that the complaining party has a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law".',
  'I do not have a good faith belief that the use is not authorized by the copyright owner, its agent, or the law.',
  'Your form asks me to say “I have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law”.',
  '> I have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law.',
  'A notice must contain a good faith belief that the use is not authorized by the copyright owner, its agent, or the law.',
] as const

export const accuracyFull = [
  'The information in this notification is accurate.',
  'I state that the information contained in this notice is true and correct.',
  'All of the information provided above is accurate.',
  'I confirm that the above information is accurate.',
  'I hereby certify that the information in this complaint is correct and complete.',
] as const

export const accuracyPartial = [
  'To the best of my knowledge the information in this notification is accurate.',
  'I think the information in this notice is correct.',
  'The information in this notification should be accurate.',
] as const

export const accuracyNot = [
  'The law asks for a statement that the information in the notification is accurate.',
  'Is the information in this notification accurate?',
  'I cannot say whether the information in this notification is accurate.',
  'Please state that the information in your notification is accurate.',
  'The guide says: "The information in this notification is accurate."',
] as const

export const authorityFull = [
  'Under penalty of perjury, I state that I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
  'I swear, under penalty of perjury, that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.',
  'I declare under penalty of perjury under the laws of the United States that I am the owner of the copyright in these works.',
  'Under the penalties of perjury I am authorised to act for the owner of the exclusive rights named.',
  'I affirm under penalty of perjury that I have authority to act on behalf of the copyright owner.',
] as const

export const authorityPartial = [
  'I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
  'I am the owner of the copyright in this recording.',
] as const

export const authorityNot = [
  'The statute requires, under penalty of perjury, that the complaining party is authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
  'Do you swear, under penalty of perjury, that you are authorized to act on behalf of the owner of an exclusive right?',
  'Please type: "Under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed."',
  'I cannot swear under penalty of perjury that I am authorized to act on behalf of the owner.',
] as const

/** Accuracy and authority in one sentence, as most forms have them. */
export const oathFull = [
  'I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.',
  'The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
  'I state under penalty of perjury that the above information is accurate and that I am the exclusive owner of the rights that are being infringed.',
  'We declare that the information contained in this notice is accurate and, under penalty of perjury, that we are the authorized representative of the copyright owner.',
] as const
