/**
 * The published JSON Schema (2020-12) of the report, as text. Loads the schema library only when called. Fields it does
 * not name are allowed, for a later version may add some.
 */
export async function jsonSchema(): Promise<string> {
  const [{ z }, { reportSchema }] = await Promise.all([import('zod'), import('../model/report.js')]);
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' });
  const schema = {
    $schema,
    $id: 'urn:ftpdoctor:report:1',
    title: 'Report of ftpdoctor',
    description: 'What one check of one FTP server found: ftpdoctor.report/1.',
    ...rest,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
