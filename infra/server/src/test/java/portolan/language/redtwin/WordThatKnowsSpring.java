package portolan.language.redtwin;

import org.springframework.http.HttpStatus;

/// Red twin: breaks a rule on purpose, and the rule's test shows that it is caught.
public record WordThatKnowsSpring(HttpStatus status) {}
