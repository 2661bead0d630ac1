import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { PropertyList } from '../../ui/DetailPane.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.about

/** Versions, where the logs are, and what the program is not. */
export function AboutSection() {
  const host = useQuery('host.info', {})
  const workspace = useQuery('workspace.info', {}).data
  return (
    <QueryView query={host}>
      {(info) => (
        <div className={classes.stack}>
          <PropertyList
            items={[
              { label: text.version, value: info.appVersion, mono: true },
              { label: text.electron, value: info.electron, mono: true },
              { label: text.chromium, value: info.chromium, mono: true },
              { label: text.platform, value: info.platform },
              ...(workspace
                ? [
                    { label: text.schema, value: String(workspace.schemaVersion), mono: true },
                    {
                      label: text.workspaceId,
                      value: workspace.workspaceId,
                      mono: true,
                      copy: workspace.workspaceId,
                    },
                  ]
                : []),
              { label: text.logs, value: <FilePath path={info.logFolder} /> },
            ]}
          />
          {info.developmentRuntime && (
            <Callout tone="warning" title={text.development}>
              {text.developmentText}
            </Callout>
          )}
          <Callout tone="neutral" title={text.lawyerTitle}>
            {text.lawyer}
          </Callout>
        </div>
      )}
    </QueryView>
  )
}
