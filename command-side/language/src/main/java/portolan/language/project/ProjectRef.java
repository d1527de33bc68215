package portolan.language.project;

import java.time.Instant;
import portolan.language.oci.ProjectName;

/// What access decisions need of a project.
///
/// @param createdAt tokens issued before this open nothing here
public record ProjectRef(ProjectId id, ProjectName name, boolean isPublic, Instant createdAt) {}
