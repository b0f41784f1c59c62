package network.ian.api.stream;

import network.ian.core.event.GoalEvent;
import network.ian.core.verdict.Metrics;

/** Tells of goals what they publish. */
final class GoalHappenings {

    private GoalHappenings() {}

    private record Added(
            String contributionId,
            String contributorId,
            String packHash,
            int logIndex,
            double score,
            MeasuredJson metrics) {}

    /** Fields and units of {@link Metrics}. */
    private record MeasuredJson(
            double reward,
            double risk,
            double complexity,
            double sharpeRatio,
            double maxDrawdown,
            int episodesRun,
            long stepsRun) {

        private static MeasuredJson of(Metrics metrics) {
            return new MeasuredJson(
                    metrics.reward(),
                    metrics.risk(),
                    metrics.complexity(),
                    metrics.sharpeRatio(),
                    metrics.maxDrawdown(),
                    metrics.episodesRun(),
                    metrics.stepsRun());
        }
    }

    private record Reorg(int fromIndex, int logSize, String logRoot) {}

    private record NewGoal(String goalId, String topic, String name) {}

    private record Ranking(String leaderboardRoot) {}

    static Happening of(GoalEvent event) {
        if (event instanceof GoalEvent.ContributionAdded added) {
            return new Happening(
                    EventType.CONTRIBUTION_ADDED,
                    new Topic(Channel.CONTRIBUTIONS, added.goalId()),
                    () -> new Added(
                            added.contributionId().hex(),
                            added.contributorId(),
                            added.packHash().hex(),
                            added.logIndex(),
                            added.score(),
                            MeasuredJson.of(added.metrics())));
        }
        if (event instanceof GoalEvent.LogReorg reorg) {
            return new Happening(
                    EventType.LOG_REORG,
                    new Topic(Channel.CONTRIBUTIONS, reorg.goalId()),
                    () -> new Reorg(
                            reorg.fromIndex(), reorg.logSize(), reorg.logRoot().hex()));
        }
        if (event instanceof GoalEvent.GoalAdded added) {
            // Whoever follows one goal shall hear that there is another.
            return new Happening(
                    EventType.GOAL_ADDED,
                    Topic.EVERYTHING,
                    () -> new NewGoal(added.goalId(), added.topic().hex(), added.name()));
        }
        GoalEvent.LeaderboardUpdate update = (GoalEvent.LeaderboardUpdate) event;
        return new Happening(
                EventType.LEADERBOARD_UPDATE,
                new Topic(Channel.LEADERBOARD, update.goalId()),
                () -> new Ranking(update.leaderboardRoot().hex()));
    }
}
