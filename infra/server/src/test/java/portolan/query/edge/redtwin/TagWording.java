package portolan.query.edge.redtwin;

/// Red twin: a second place that words refusals.
public class TagWording {}
