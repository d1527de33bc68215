package portolan.query.edge.redtwin;

import portolan.query.follow.Projected;

/// Red twin: an endpoint that goes past the messages.
public record EndpointThatReadsTheViews(Projected views) {}
