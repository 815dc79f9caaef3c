import { Button, Group } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { failureText } from "../live/call-failure.ts";
import { EmptyPlace } from "../components/empty-place.tsx";
import { t } from "../i18n/i18n.ts";

interface State {
  error: unknown;
  failed: boolean;
}

/** Keeps a screen that broke from taking the window along, and says how to go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false, error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, error };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyPlace
        title={t("shell.screenFailed")}
        text={t("shell.screenFailedText", { problem: failureText(this.state.error) })}
      >
        <Group>
          <Button onClick={() => this.setState({ failed: false, error: undefined })}>{t("shell.tryAgain")}</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            {t("shell.reload")}
          </Button>
        </Group>
      </EmptyPlace>
    );
  }
}
