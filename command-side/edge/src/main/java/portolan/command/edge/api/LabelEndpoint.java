package portolan.command.edge.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Labels;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.label.ChangeLabel;
import portolan.language.label.CreateLabel;
import portolan.language.label.DeleteLabel;
import portolan.language.label.LabelSpec;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Makes, changes and deletes labels, of the registry or of a project.
@RestController
@RequestMapping(Replies.ROOT + "/labels")
public final class LabelEndpoint {
  private static final int LONGEST_COLOR = 16;
  private static final int LONGEST_DESCRIPTION = 4096;

  private final Commands commands;
  private final Labels labels;

  public LabelEndpoint(Commands commands, Labels labels) {
    this.commands = commands;
    this.labels = labels;
  }

  /// A label as it is shown. Its number and times are not heeded, but must be of their types.
  record LabelForm(
      @Nullable Long id,
      @Nullable String name,
      @Nullable String description,
      @Nullable String color,
      @Nullable String scope,
      @Nullable Long projectId,
      @Nullable String creationTime,
      @Nullable String updateTime) {}

  @PostMapping
  Mono<ResponseEntity<Void>> create(Caller caller, @RequestBody LabelForm form) {
    return labels
        .admit(caller, home(form), "create")
        .flatMap(home -> commands.send(new CreateLabel(home, spec(form)), caller))
        .map(id -> Replies.created("/labels/" + id));
  }

  @PutMapping("/{label_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller, @PathVariable("label_id") long label, @RequestBody LabelForm form) {
    return Replies.ok(
        labels
            .open(caller, label, "update")
            .flatMap(found -> commands.send(new ChangeLabel(found.id(), spec(form)), caller)));
  }

  @DeleteMapping("/{label_id}")
  Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable("label_id") long label) {
    return Replies.ok(
        labels
            .open(caller, label, "delete")
            .flatMap(found -> commands.send(new DeleteLabel(found.id()), caller)));
  }

  private static Optional<Long> home(LabelForm form) {
    return switch (form.scope()) {
      case "g" -> Optional.empty();
      case "p" -> Optional.of(form.projectId() == null ? 0 : form.projectId());
      case null, default ->
          throw new Refusal.ParameterInvalid("scope", "unsupported label scope").asException();
    };
  }

  private static LabelSpec spec(LabelForm form) {
    return new LabelSpec(
        text("name", form.name(), Integer.MAX_VALUE),
        text("description", form.description(), LONGEST_DESCRIPTION),
        text("color", form.color(), LONGEST_COLOR));
  }

  private static String text(String field, @Nullable String value, int longest) {
    var text = value == null ? "" : value;
    if (text.length() > longest || text.indexOf(0) >= 0) {
      throw Complaints.badValue(field, "has at most " + longest + " characters, none of them NUL");
    }
    return text;
  }
}
