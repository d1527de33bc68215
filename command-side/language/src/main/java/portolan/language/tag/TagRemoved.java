package portolan.language.tag;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// A tag is gone; it last pointed at `from`.
@EventName("tag-removed")
public record TagRemoved(
    TagId id, ProjectId project, RepositoryId repository, TagName tag, Digest from)
    implements Event {}
