package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.Names;

/// What administrators let the audit log leave out, and where they let it go, on a registry of its
/// own.
@Tag("alone")
class AuditSettingsTest {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String LOGS = "/api/v2.0/auditlog-exts";
  private static final String WHOLE = LOGS + "?with_detail=true&page_size=100";
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() {
    registry = Single.started();
    admin = registry.asAdmin();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void sendRecordsOverTcp() throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(PATIENCE_MILLIS);
      set("audit_log_forward_endpoint", "127.0.0.1:" + server.getLocalPort());
      var project = made();
      try {
        assertThat(received(server, project))
            .matches(
                "(?s).*<110>1 \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z \\S+ audit \\d+ create_project - "
                    + "operator=\"admin\" time=\"[^\"]+\" resourceType=\"project\" "
                    + "action=\"create\" resource=\"%1$s\" ".formatted(project)
                    + "operation_description=\"create project: %1$s\" operation_result=\"true\"\n.*"
                        .formatted(project));
      } finally {
        set("audit_log_forward_endpoint", "");
      }
    }
  }

  @Test
  void sendRecordsOverUdpAndLeaveThemOutOfTheListsIfAsked() throws IOException {
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(PATIENCE_MILLIS);
      set("audit_log_forward_endpoint", "udp://127.0.0.1:" + server.getLocalPort());
      set("skip_audit_log_database", true);
      var project = made();
      try {
        assertThat(received(server, project)).contains("create_project");
        assertThat(admin.get(LOGS + "?page_size=100").text()).doesNotContain(project);
        assertThat(admin.get("/api/v2.0/audit-logs?page_size=100").text()).doesNotContain(project);
        assertThat(admin.get(WHOLE).text()).contains(project);
        assertThat(
                admin.send(
                    "PUT", "/api/v2.0/configurations", Map.of("audit_log_forward_endpoint", "")))
            .as("records must go somewhere")
            .isRefused(400, "BAD_REQUEST");
      } finally {
        set("skip_audit_log_database", false);
        set("audit_log_forward_endpoint", "");
      }
      var later = made();
      assertThat(admin.get(LOGS + "?page_size=100").text()).contains(later);
    }
  }

  @Test
  void leaveOutKindsThatAreSwitchedOff() {
    set("disabled_audit_log_event_types", "create_project,login_user");
    var project = made();
    try {
      assertThat(descriptions(LOGS)).doesNotContain("create project: " + project);
      assertThat(descriptions(WHOLE)).contains("create project: " + project);
      assertThat(descriptions(LOGS))
          .contains("update configuration: disabled_audit_log_event_types");
    } finally {
      set("disabled_audit_log_event_types", "");
    }
    var later = made();
    assertThat(descriptions(LOGS)).contains("create project: " + later);
  }

  private static List<String> descriptions(String path) {
    var joined = path.contains("?") ? path : path + "?page_size=100";
    return admin.get(joined).each("/operation_description");
  }

  private static String received(ServerSocket server, String text) throws IOException {
    var all = new StringBuilder();
    while (all.indexOf(text) < 0) {
      try (var client = server.accept()) {
        all.append(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  private static String received(DatagramSocket server, String text) throws IOException {
    var packet = new DatagramPacket(new byte[4096], 4096);
    var line = "";
    while (!line.contains(text)) {
      server.receive(packet);
      line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
    return line;
  }

  private static String made() {
    var name = Names.fresh("audited");
    assertThat(admin.send("POST", "/api/v2.0/projects", Map.of("project_name", name)))
        .hasStatus(201);
    return name;
  }

  private static void set(String key, Object value) {
    assertThat(admin.send("PUT", "/api/v2.0/configurations", Map.of(key, value))).hasStatus(200);
  }
}
