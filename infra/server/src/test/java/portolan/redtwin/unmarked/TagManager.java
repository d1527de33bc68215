package portolan.redtwin.unmarked;

/// Red twin: a name that says nothing, in a package that does not introduce itself.
public class TagManager {}
