package portolan.blob.redtwin;

import portolan.language.project.ProjectId;

/// Red twin: a blob that belongs to a project could not be shared by two.
public record BlobsThatKnowAProject(ProjectId project) {}
