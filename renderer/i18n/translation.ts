/** The strings of `Source`, each in another language; a key that is missing or too many does not compile. */
export type Translation<Source> = {
  [Key in keyof Source]: Source[Key] extends string ? string : Translation<Source[Key]>;
};
