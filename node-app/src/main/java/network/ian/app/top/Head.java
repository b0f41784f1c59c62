package network.ian.app.top;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.app.top.Snapshot.Activity;
import network.ian.app.top.Snapshot.Alert;
import network.ian.app.top.Snapshot.Alerts;
import network.ian.app.top.Snapshot.Anchor;
import network.ian.app.top.Snapshot.Goal;
import network.ian.app.top.Snapshot.Status;
import network.ian.app.top.Snapshot.Tau;

/** The lines above the tables: the node, the goal, its log, what comes in, the anchor, the alerts. */
final class Head {

    private static final int MOST_ALERTS = 3;
    private static final int ROOT_SHOWN = 16;
    private static final int LEAST_BARS = 10;

    private final Picture picture;
    private final Snapshot snapshot;
    private final int columns;
    private final ZoneId zone;

    Head(Picture picture, int columns, ZoneId zone) {
        this.picture = picture;
        this.snapshot = picture.snapshot();
        this.columns = columns;
        this.zone = zone;
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(title());
        lines.add(goals());
        snapshot.goal().ifPresent(goal -> lines.add(log(goal)));
        snapshot.activity().ifPresent(activity -> lines.add(rate(activity)));
        snapshot.goal().flatMap(Goal::status).ifPresent(status -> lines.add(counters(status)));
        lines.add(tau(snapshot.tau()));
        if (!snapshot.node().problems().isEmpty()) {
            lines.add(new Row(columns, "ill")
                    .fact(Role.BAD, snapshot.node().problems())
                    .line());
        }
        snapshot.alerts().ifPresent(alerts -> lines.addAll(alerts(alerts)));
        return lines;
    }

    private Line title() {
        String time = EventTable.clock(snapshot.timeMs(), zone);
        if (picture.outage().isPresent()) {
            return new Row(columns, "top")
                    .fact(
                            Role.BAD,
                            "NO NEWS for " + Words.span(picture.outage().get().sinceMs()))
                    .fact(Role.LABEL, "picture of " + time)
                    .fact(Role.BAD, picture.outage().get().why())
                    .line();
        }
        Snapshot.NodeFacts node = snapshot.node();
        return new Row(columns, "node")
                .fact(Role.STRONG, node.address())
                .fact(node.ready() ? Role.GOOD : Role.BAD, node.ready() ? "READY" : "NOT READY")
                .fact(Role.PLAIN, time)
                .fact("up", Role.PLAIN, Words.span(1000 * node.uptimeSeconds()))
                .fact("id", Role.PLAIN, Words.id(node.id()))
                .fact("version", Role.PLAIN, node.version())
                .line();
    }

    private Line goals() {
        if (snapshot.goals().isEmpty()) {
            return new Row(columns, "goal").fact(Role.BAD, "the node has none").line();
        }
        Row all = new Row(columns, "goal");
        Line each = Line.EMPTY;
        for (int i = 0; i < snapshot.goals().size(); i++) {
            each = each.plus(i == 0 ? Line.EMPTY : Line.of(Role.PLAIN, "  ")).plus(name(i));
        }
        if (each.width() <= all.room()) {
            return all.fact(each).line();
        }
        return all.fact(name(snapshot.chosen()))
                .fact(Role.LABEL, "of " + snapshot.goals().size())
                .line();
    }

    private Line name(int index) {
        Goal goal = snapshot.goals().get(index);
        String numbered = snapshot.goals().size() == 1 ? goal.id() : (index + 1) + " " + goal.id();
        boolean chosen = index == snapshot.chosen() && snapshot.goals().size() > 1;
        Line name = Line.of(
                chosen ? Role.CHOSEN : snapshot.goals().size() == 1 ? Role.STRONG : Role.PLAIN,
                chosen ? "[" + numbered + "]" : numbered);
        return goal.state().equals("SERVING") ? name : name.plus(Role.BAD, " " + goal.state());
    }

    private Line log(Goal goal) {
        Row row = new Row(columns, "log");
        Optional<Status> status = goal.status();
        if (status.isEmpty()) {
            return row.fact(Role.BAD, goal.detail()).line();
        }
        Status now = status.get();
        row.fact(Line.of(Role.STRONG, Words.count(now.logSize())).plus(Role.LABEL, " entries"));
        row.fact(consensus(now));
        row.fact(
                "root",
                Role.STRONG,
                now.logRoot().substring(0, Math.min(ROOT_SHOWN, now.logRoot().length())));
        row.fact(
                "final",
                now.finalSize() > 0 ? Role.GOOD : Role.PLAIN,
                now.finalSize() > 0 ? Words.count(now.finalSize()) + " by " + now.finalSource() : "none");
        if (!goal.detail().isEmpty()) {
            row.fact(Role.WARNING, goal.detail());
        }
        return row.line();
    }

    private static Line consensus(Status now) {
        Role role = switch (now.consensus()) {
            case "SYNCHRONIZED" -> Role.GOOD;
            case "DIVERGED" -> Role.BAD;
            default -> Role.WARNING;
        };
        Line state = Line.of(role, now.consensus());
        return now.lag() == 0 ? state : state.plus(Role.WARNING, " lag " + Words.count(now.lag()));
    }

    private Line rate(Activity activity) {
        Row row = new Row(columns, "rate");
        row.fact(Line.of(Role.STRONG, Words.count(Math.round(activity.perMinute())))
                .plus(Role.LABEL, "/min"));
        activity.acceptedShare()
                .ifPresent(share ->
                        row.fact(Line.of(Role.PLAIN, Words.percent(share)).plus(Role.LABEL, " accepted")));
        int room = row.room();
        if (room >= LEAST_BARS) {
            String bars = Sparkline.of(activity.bars(), room);
            row.fact(Role.PLAIN, bars);
            row.fact(Role.LABEL, activity.bars().size() + " min");
        }
        return row.line();
    }

    private Line counters(Status status) {
        Row row = new Row(columns, "in");
        row.fact(Line.of(Role.PLAIN, Words.count(status.accepted())).plus(Role.LABEL, " accepted"));
        row.fact(Line.of(Role.PLAIN, Words.count(status.rejected())).plus(Role.LABEL, " rejected"));
        for (Map.Entry<String, Long> reason :
                snapshot.activity().map(Activity::rejections).orElse(List.of())) {
            row.fact(Line.of(Role.LABEL, reason.getKey() + " ").plus(Role.PLAIN, Words.count(reason.getValue())));
        }
        snapshot.activity()
                .filter(activity -> activity.undecided() > 0)
                .ifPresent(activity -> row.fact(
                        Line.of(Role.WARNING, Words.count(activity.undecided())).plus(Role.LABEL, " undecided")));
        return row.line();
    }

    private Line tau(Tau tau) {
        Row row = new Row(columns, "tau");
        if (tau.mode().equals("none") && snapshot.anchor().isEmpty()) {
            return row.fact(Role.LABEL, "none configured").line();
        }
        row.fact(tau.connected() || tau.mode().equals("none") ? Role.PLAIN : Role.WARNING, mode(tau));
        row.fact(
                "breaker",
                switch (tau.breaker()) {
                    case "CLOSED" -> Role.GOOD;
                    case "OPEN" -> Role.BAD;
                    default -> Role.WARNING;
                },
                tau.breaker());
        row.fact(snapshot.anchor().map(Head::anchor).orElse(Line.of(Role.LABEL, "no anchor yet")));
        if (!tau.problem().isEmpty()) {
            row.fact(Role.BAD, tau.problem());
        }
        tau.head().ifPresent(head -> row.fact("head", Role.PLAIN, Words.count(head)));
        if (!tau.committer().isEmpty()) {
            row.fact("committer", Role.PLAIN, tau.committer());
        }
        return row.line();
    }

    private static String mode(Tau tau) {
        return tau.connected() || tau.mode().equals("none") ? tau.mode() : tau.mode() + ", not connected";
    }

    private static Line anchor(Anchor anchor) {
        return Line.of(Role.LABEL, "anchor ")
                .plus(Role.PLAIN, Words.count(anchor.size()))
                .plus(Role.LABEL, " in block ")
                .plus(Role.PLAIN, Words.count(anchor.block()))
                .plus(anchor.state().equals("FROZEN") ? Role.GOOD : Role.PLAIN, " " + anchor.state());
    }

    private List<Line> alerts(Alerts alerts) {
        List<Line> lines = new ArrayList<>();
        for (Alert alert : alerts.alerts().stream().limit(MOST_ALERTS).toList()) {
            Role role = !alert.firing() ? Role.LABEL : alert.severity().equals("critical") ? Role.BAD : Role.WARNING;
            lines.add(new Row(columns, alert.firing() ? "ALERT" : "soon")
                    .fact(role, alert.name())
                    .fact(Role.PLAIN, Words.span(snapshot.timeMs() - alert.sinceMs()))
                    .fact(role, alert.summary())
                    .fact(Role.LABEL, alert.runbook())
                    .line());
        }
        int more = alerts.alerts().size() - MOST_ALERTS;
        if (more > 0) {
            lines.add(new Row(columns, "")
                    .fact(Role.WARNING, "and " + more + " more alerts")
                    .line());
        }
        if (alerts.alerts().isEmpty()) {
            lines.add(new Row(columns, "alert")
                    .fact(Role.GOOD, "none")
                    .fact(Role.LABEL, "of " + alerts.watched() + " that the node watches")
                    .line());
        }
        return lines;
    }
}
