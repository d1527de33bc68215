package portolan.server.wiring;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Callers;
import portolan.edge.identity.SignIns;
import portolan.edge.message.CommandDesk;
import portolan.edge.visit.RobotUses;
import portolan.edge.visit.Visitors;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;
import portolan.language.configuration.Setting;
import portolan.language.event.Envelope;
import portolan.language.oci.Reference;
import portolan.language.privacy.Vault;
import portolan.language.visit.Visit;
import portolan.query.edge.oci.PullLog;

/// Who looked at what, and who was turned away.
@Configuration(proxyBeanMethods = false)
@Import(VisitWriting.class)
public class VisitWiring {
  /// Replication between registries is not counted as pulling, as Harbor does not.
  private static final String REPLICATION = "harbor-registry-client";

  @Bean
  Visitors visitors(
      CommandDesk commands, SignIns signIns, Callers callers, Vault vault, Clock clock) {
    var visitors =
        new Visitors(visits -> commands.handle(visits, Envelope.ofSystem("visits")), vault, clock);
    signIns.onWrong((account, name, address) ->
        visitors.refused(signIn(account.orElse(null), name, address), ""));
    callers.onRobot(new RobotUses(visitors)::note);
    return visitors;
  }

  @Bean
  PullLog pullLog(Visitors visitors, Configurations configurations) {
    return (caller, repository, reference, manifest) -> {
      if (caller.agent().startsWith(REPLICATION)) {
        return;
      }
      visitors.requireRoom();
      var digest = manifest.digest().value();
      visitors.done(
          new Visitors.Deed(
              caller.actor(),
              caller.authentication(),
              "pull",
              "artifact",
              switch (reference) {
                case Reference.ByTag(var tag) -> ":" + tag.value();
                case Reference.ByDigest _ -> "@" + digest;
              },
              null,
              new Visit.Place(repository.project().value(), repository.id().value(), digest),
              null,
              caller.address(),
              caller.agent(),
              effect(configurations.latest())),
          caller.requestId());
    };
  }

  private static Visit.Effect effect(portolan.language.configuration.Configuration now) {
    return new Visit.Effect(
        !now.truth(Setting.PULL_AUDIT_LOG_DISABLE),
        !now.truth(Setting.PULL_COUNT_UPDATE_DISABLE),
        !now.truth(Setting.PULL_TIME_UPDATE_DISABLE));
  }

  /// Nobody has shown to be the account; its name, which may be a mistyped secret, is kept sealed.
  private static Visitors.Deed signIn(@Nullable Actor account, String name, String address) {
    @Nullable Integer user =
        account != null && account.kind() == ActorKind.USER ? account.id() : null;
    return new Visitors.Deed(
        Actor.ANONYMOUS,
        "basic",
        "login",
        "user",
        "",
        user,
        null,
        user == null ? shortened(name) : null,
        address,
        "",
        Visit.Effect.ALL);
  }

  private static String shortened(String name) {
    return name.length() > 255 ? name.substring(0, 255) : name;
  }
}
