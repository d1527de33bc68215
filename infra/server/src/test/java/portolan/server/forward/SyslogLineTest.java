package portolan.server.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import portolan.language.access.Actor;
import portolan.language.audit.AuditedOperation;
import portolan.language.event.Position;

class SyslogLineTest {
  private final SyslogLine line = new SyslogLine("node one", 7);

  @Test
  void isALineOfRfc5424() {
    assertThat(line.of(pushed("dev", "acme/web:1")))
        .isEqualTo(
            "<110>1 2026-03-04T05:06:07.089Z nodeone audit 7 create_artifact -"
                + " operator=\"dev\" time=\"2026-03-04T05:06:07.089Z\" resourceType=\"artifact\""
                + " action=\"create\" resource=\"acme/web:1\""
                + " operation_description=\"push artifact: acme/web@sha256:00\""
                + " operation_result=\"true\"");
  }

  @Test
  void cannotBeBrokenByWhatPeopleAreCalled() {
    assertThat(line.of(pushed("a\"b\\c\n<110>1 forged", "x")))
        .contains("operator=\"a\\\"b\\\\c?<110>1 forged\" time=")
        .doesNotContain("\n");
  }

  private static AuditedOperation pushed(String who, String resource) {
    return new AuditedOperation(
        new Position(3),
        Instant.parse("2026-03-04T05:06:07.089123Z"),
        Actor.user(4),
        who,
        "basic",
        "create",
        "artifact",
        resource,
        "acme/web@sha256:00",
        null,
        null,
        null,
        true,
        "r1",
        null,
        null,
        null);
  }
}
