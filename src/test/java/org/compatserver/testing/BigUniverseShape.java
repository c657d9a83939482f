package org.compatserver.testing;

/**
 * What a {@link BigUniverse} is like.
 *
 * @param projects how many it has
 * @param contested how many libraries are bounded above, while all others are followed with lower bounds only; 0 where any library may be bounded by anybody
 * @param capped the share of requirements with an upper bound, where it is usual to give one
 * @param stale the share of projects that were given up, years ago
 * @param moving the share of requirements whose lower bound follows what is newest, where it is usual that it does
 * @param careless of the requirements with an upper bound, the share that had none at first
 * @param odd how often there are yanked versions, requirements of one version, packages without any file, unusual wishes
 * @param unreadable the share of versions whose requirements only a build tells
 */
public record BigUniverseShape(
        int projects,
        int contested,
        double capped,
        double stale,
        double moving,
        double careless,
        double odd,
        double unreadable) {

    /** Calibrated on examples/portfolio-75.txt (CPython 3.13, wheels only): about one pair in twenty does not agree. */
    public static BigUniverseShape usual(int projects) {
        return new BigUniverseShape(projects, 5, 0.06, 0.13, 0.9, 0.95, 0.01, 0);
    }

    /** Harder than any portfolio that was met: one pair in six does not agree. */
    public static BigUniverseShape hard(int projects) {
        return new BigUniverseShape(projects, 5, 0.14, 0.2, 0.8, 0.95, 0.03, 0.0003);
    }

    /** As many pairs as in the usual one do not agree, but over very many projects and bounds: any library may be bounded by anybody. */
    public static BigUniverseShape tangled(int projects) {
        return new BigUniverseShape(projects, 0, 0.07, 0.1, 0.9, 1, 0.01, 0);
    }

    /** The shape of that name. */
    public static BigUniverseShape of(String name, int projects) {
        return switch (name) {
            case "usual" -> usual(projects);
            case "hard" -> hard(projects);
            case "tangled" -> tangled(projects);
            default -> throw new IllegalArgumentException("There is no shape '" + name + "': usual, hard or tangled");
        };
    }

    boolean isTangled() {
        return contested == 0;
    }
}
