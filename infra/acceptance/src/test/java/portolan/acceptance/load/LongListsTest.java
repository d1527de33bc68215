package portolan.acceptance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.running.Single;

/// A list is read as quickly when it is long as when it is short, its thousandth page too. That
/// takes minutes and an idle machine, so it runs only when it is asked for, and prints its figures.
@Tag("alone")
@Tag("measuring")
class LongListsTest {
  private static final int PAGE = 10;
  private static final int FAR = 1000;
  private static final int WARM = 60;
  private static final int MEASURED = 30;
  private static final double FACTOR = 2;

  /// A list and who asks for it.
  ///
  /// @param flat whether it has to be as quick; what is searched for in texts is looked through,
  ///   and some orders have no index
  /// @param next how `/v2` asks for what comes far behind; empty where pages have numbers
  private record Reading(String name, Client client, String path, boolean flat, String next) {

    Answer page(long number) {
      var page =
          next.isEmpty()
              ? "page=%d&page_size=%d".formatted(number, PAGE)
              : number == 1 ? "n=" + PAGE : "n=%d&last=%s".formatted(PAGE, next);
      return client.get(path + (path.contains("?") ? "&" : "?") + page);
    }

    /// The thousandth page, or the last one where there are fewer.
    long far() {
      var total = page(1).header("X-Total-Count").map(Long::parseLong).orElse(Long.MAX_VALUE);
      return Math.clamp((total + PAGE - 1) / PAGE, 1, FAR);
    }

    /// The median, in ms.
    double time(long page, int times) {
      var nanos = new long[times];
      for (int i = 0; i < times; i++) {
        long begun = System.nanoTime();
        var answer = page(page);
        nanos[i] = System.nanoTime() - begun;
        assertThat(answer).hasStatus(200);
      }
      Arrays.sort(nanos);
      return nanos[times / 2] / 1e6;
    }
  }

  private record Figures(Reading of, double small, double first, double far, long page) {
    double ratio() {
      return Math.max(first, far) / small;
    }

    @Override
    public String toString() {
      return "| %s | %.1f | %.1f | %.1f | %,d | %.1f%s |"
          .formatted(of.name, small, first, far, page, ratio(), of.flat ? "" : " (grows)");
    }
  }

  @Test
  void areReadAsQuicklyAsShortOnes() {
    try (var registry = Single.started()) {
      var crowd = new LongRegistry(registry);
      var readings = readings(crowd);
      readings.forEach(reading -> reading.time(1, WARM));
      var small = readings.stream().map(reading -> reading.time(1, MEASURED)).toList();
      var before = load();
      crowd.grow();
      var figures = new ArrayList<Figures>();
      for (int i = 0; i < readings.size(); i++) {
        figures.add(grown(readings.get(i), small.get(i)));
      }
      System.out.printf(
          "load %s to %s%n| list | short | long | far | page | ratio"
              + " |%n|---|---|---|---|---|---|%n",
          before, load());
      figures.forEach(System.out::println);
      var all = new SoftAssertions();
      figures.stream()
          .filter(it -> it.of.flat)
          .forEach(it -> all.assertThat(it.ratio()).as(it.toString()).isLessThanOrEqualTo(FACTOR));
      all.assertAll();
    }
  }

  private static Figures grown(Reading reading, double small) {
    long page = reading.far();
    reading.time(1, 5);
    reading.time(page, 5);
    return new Figures(
        reading, small, reading.time(1, MEASURED), reading.time(page, MEASURED), page);
  }

  private static String load() {
    return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static List<Reading> readings(LongRegistry registry) {
    var all = new ArrayList<Reading>();
    var api = "/api/v2.0";
    var project = registry.project().api();
    var large = project + "/repositories/large/artifacts";
    var number = registry.project().id();
    for (var client : List.of(registry.admin(), registry.member())) {
      boolean administrator = client == registry.admin();
      var list = new Into(all, client, administrator ? "" : ", as a member");
      list.flat("projects", api + "/projects");
      list.flat("projects, newest first", api + "/projects?sort=-creation_time");
      list.growing("projects named", api + "/projects?q=name=~01");
      list.flat("repositories", api + "/repositories");
      list.growing("repositories named", api + "/repositories?q=name=~app-0001");
      list.flat("repositories of a project", project + "/repositories");
      list.growing("its latest changed", project + "/repositories?sort=-update_time");
      list.flat("artifacts", large);
      list.flat(
          "artifacts as the portal asks",
          large + "?with_tag=false&with_label=true&with_accessory=false&sort=-push_time");
      list.growing("artifacts of a type", large + "?q=type=IMAGE");
      list.growing("artifacts with tags", large + "?q=tags=*");
      list.flat("artifacts of a project", project + "/artifacts");
      list.flat("tags of an artifact", registry.artifact() + "/tags");
      list.flat("audit trail", api + "/auditlog-exts?sort=-op_time");
      list.flat("audit trail, older form", api + "/audit-logs");
      list.growing("audit trail, deletions", api + "/auditlog-exts?q=operation=delete");
      list.flat("audit trail of a project", project + "/auditlog-exts");
      list.growing("audit trail of somebody", api + "/auditlog-exts?q=username=~long-00012");
      list.flat("members", project + "/members");
      list.flat("robots of a project", api + "/robots?q=Level=project,ProjectID=" + number);
      list.flat("labels", api + "/labels?scope=g");
      list.flat("labels of a project", api + "/labels?scope=p&project_id=" + number);
      list.flat("immutability rules", project + "/immutabletagrules");
      list.flat("people found by name", api + "/users/search?username=long");
      list.flat("groups found by name", api + "/usergroups/search?groupname=long");
      list.growing("search", api + "/search?q=app");
      list.flat("statistics", api + "/statistics");
      list.v2("/v2 tags", registry.project().repository("large").path("tags/list"), "t010090000");
      if (administrator) {
        list.flat("users", api + "/users");
        list.flat("robots", api + "/robots");
        list.flat("quotas", api + "/quotas");
        list.flat("quotas by use", api + "/quotas?sort=-used.storage");
        list.flat("groups", api + "/usergroups");
        list.v2("/v2 catalog", "/v2/_catalog", "long-01500");
      }
    }
    return all;
  }

  private record Into(List<Reading> all, Client client, String who) {
    void flat(String name, String path) {
      all.add(new Reading(name + who, client, path, true, ""));
    }

    void growing(String name, String path) {
      all.add(new Reading(name + who, client, path, false, ""));
    }

    void v2(String name, String path, String next) {
      all.add(new Reading(name + who, client, path, true, next));
    }
  }
}
