/** How the OpenAPI document says « any JSON object ». */
export const ANY_OBJECT = { type: 'object', additionalProperties: true } as const;

/** How it says « any JSON value »: what a field of a document may hold. */
export const ANY_JSON = {
  nullable: true,
  oneOf: [...['string', 'number', 'boolean'].map((type) => ({ type })), ANY_OBJECT, { type: 'array', items: {} }],
};
