import { Dropzone } from "@mantine/dropzone";
import { Text } from "@mantine/core";
import { useState } from "react";
import { closeFileDialog, openFileDialog, useFileDialogs } from "../../shell/file-dialogs.ts";
import { ExportDialog } from "./export-dialog.tsx";
import classes from "./file-dialogs-host.module.css";
import { ImportDialog } from "./import-dialog.tsx";
import { t } from "../../i18n/i18n.ts";

/** Shows the dialogs about files, and takes a file that is dropped anywhere on the window. */
export function FileDialogsHost() {
  const opened = useFileDialogs((state) => state.opened);
  const [dropped, setDropped] = useState<File>();
  const close = () => {
    setDropped(undefined);
    closeFileDialog();
  };
  return (
    <>
      <section aria-label={t("files.drop")}>
        <Dropzone.FullScreen
          withinPortal={false}
          active={opened === undefined}
          multiple={false}
          activateOnKeyboard={false}
          onDrop={([file]) => {
            setDropped(file);
            openFileDialog("import");
          }}
        >
          <Text className={classes.invitation ?? ""}>{t("files.dropToSee")}</Text>
        </Dropzone.FullScreen>
      </section>
      {opened === "import" && <ImportDialog file={dropped} onClose={close} />}
      {opened === "export" && <ExportDialog onClose={close} />}
    </>
  );
}
