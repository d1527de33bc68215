package portolan.query.audit;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.bool;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Recorded;
import portolan.language.privacy.Sealed;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;

/// Holds what was done. [Operation] says what an event means to a person.
public final class AuditTrail implements Projection {
  /// Adds rows; a resource that an event names by number gets the name that it has or had. What
  /// only goes with another operation is no audit record of its own.
  private static final Step RECORD =
      new Step(
              "record-operations",
              Step.Moment.AFTER,
              """
              INSERT INTO audit (position, at, actor_kind, actor_id, authentication, operation,
                resource_type, resource, described, resource_id, project_id, old_value, new_value,
                result, request_id, reason, address, agent, log_position, audited, listed)
              SELECT u.position, u.at, u.actor_kind, u.actor_id, u.authentication, u.operation,
                u.resource_type, coalesce(n.name, '') || u.resource, n.name || u.described,
                u.resource_id, u.project_id, u.old_value::jsonb, u.new_value::jsonb, u.result,
                u.request_id, u.reason, u.address, u.agent, u.position,
                NOT u.part AND %1$s, NOT u.part AND %1$s AND %2$s
              FROM {rows} LEFT JOIN known_name n ON n.kind = u.name_kind AND n.id = u.name_id
              %3$s
              ON CONFLICT DO NOTHING\
              """
                  .formatted(
                      AuditRules.AUDITED,
                      AuditRules.LISTED,
                      AuditRules.joined("u.operation", "u.resource_type", "u.position")),
              List.of(
                  bigint("position"),
                  time("at"),
                  text("actor_kind"),
                  integer("actor_id"),
                  text("authentication"),
                  text("operation"),
                  text("resource_type"),
                  text("name_kind"),
                  integer("name_id"),
                  text("resource"),
                  text("described"),
                  integer("resource_id"),
                  integer("project_id"),
                  json("old_value"),
                  json("new_value"),
                  bool("result"),
                  text("request_id"),
                  text("reason"),
                  text("address"),
                  text("agent"),
                  bool("part")))
          .besideOthersThan("audit", "known_name", AuditRules.RULE.name());

  @Override
  public void on(Recorded recorded, Changes changes) {
    AuditRules.on(recorded, changes);
    var operation = Operation.of(recorded.event());
    if (operation != null) {
      record(recorded, operation, changes);
    }
  }

  private static void record(Recorded recorded, Operation operation, Changes changes) {
    var envelope = recorded.envelope();
    var resource = operation.resource();
    changes.step(
        RECORD,
        recorded.position().index(),
        recorded.at(),
        envelope.actor().kind().name(),
        envelope.actor().id(),
        envelope.authentication(),
        operation.verb(),
        resource.type(),
        resource.nameKind(),
        resource.nameId(),
        resource.text(),
        resource.described(),
        resource.id(),
        operation.project() == null ? null : operation.project().value(),
        operation.from(),
        operation.to(),
        true,
        envelope.requestId(),
        envelope.reason(),
        asText(envelope.address()),
        asText(envelope.agent()),
        Operation.isPart(recorded.event()));
  }

  private static @Nullable String asText(@Nullable Sealed sealed) {
    return sealed == null ? null : sealed.toString();
  }
}
