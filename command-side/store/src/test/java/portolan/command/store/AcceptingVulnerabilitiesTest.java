package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.SetCveAllowlist;
import portolan.language.project.DeleteProject;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

class AcceptingVulnerabilitiesTest {
  private final DecidingSide side = DecidingSide.shared();
  private final ProjectId project = Images.inProject(side, -1).project();

  @Test
  void tellsEveryChangeOnce() {
    set("CVE-2024-0001");
    set("CVE-2024-0001");
    set("CVE-2024-0002");
    set();

    assertThat(side.history(StreamNames.allowlistOf(Optional.of(project)))).hasSize(3);
  }

  @Test
  void isForLivingProjects() {
    side.send(new DeleteProject(project));

    assertThat(Refusals.of(() -> set("CVE-2024-0001"))).isInstanceOf(Refusal.ProjectUnknown.class);
  }

  @Test
  void listsEachOnceAndNoneWithoutAName() {
    for (var cves : List.of(List.of("CVE-1", "CVE-1"), List.of(""), List.of("x".repeat(129)))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CveAllowlist(cves, null));
    }
  }

  private void set(String... cves) {
    side.send(new SetCveAllowlist(Optional.of(project), new CveAllowlist(List.of(cves), null)));
  }
}
