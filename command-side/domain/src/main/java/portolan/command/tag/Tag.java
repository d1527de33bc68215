package portolan.command.tag;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.command.inventory.Inventory.TagEntry;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.Occasion;
import portolan.language.tag.TagId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;

/// A name of a repository and where it points, if anywhere.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Tag {
  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private @Nullable Digest target;

  public Tag() {}

  static Tag known(TagEntry entry) {
    var tag = new Tag();
    tag.id = entry.id().value();
    tag.target = entry.target().orElse(null);
    return tag;
  }

  /// Points at what is pushed under it, from wherever it pointed before.
  ///
  /// @param drawn its number when it points nowhere yet
  List<TagMoved> decidePush(RepositoryRef repository, TagName tag, TagId drawn, Digest to) {
    return to.equals(target)
        ? List.of()
        : List.of(moved(repository, tag, drawn, to, Occasion.PUSH));
  }

  List<TagMoved> decideCreation(RepositoryRef repository, TagName tag, TagId drawn, Digest to) {
    if (target != null) {
      throw new Refusal.TagExists(tag).asException();
    }
    return List.of(moved(repository, tag, drawn, to, null));
  }

  private TagMoved moved(
      RepositoryRef repository, TagName tag, TagId drawn, Digest to, @Nullable Occasion occasion) {
    var number = target == null ? drawn : new TagId(id);
    return new TagMoved(number, repository.project(), repository.id(), tag, target, to, occasion);
  }

  /// @param occasion null when it is removed for its own sake
  List<TagRemoved> decideRemoval(
      RepositoryRef repository, TagName tag, @Nullable Occasion occasion) {
    if (target == null) {
      throw new Refusal.TagUnknown(tag).asException();
    }
    return List.of(
        new TagRemoved(
            new TagId(id), repository.project(), repository.id(), tag, target, occasion));
  }

  @EventSourcingHandler
  void on(TagMoved moved) {
    stream = StreamNames.of(moved.repository(), moved.tag());
    id = moved.id().value();
    target = moved.to();
  }

  @EventSourcingHandler
  void on(TagRemoved removed) {
    target = null;
  }
}
