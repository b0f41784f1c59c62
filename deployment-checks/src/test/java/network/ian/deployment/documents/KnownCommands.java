package network.ian.deployment.documents;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.app.CommandModel;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program's commands and flags, against which what documents say is checked. Not thread-safe. */
final class KnownCommands {

    private final CommandLine model = CommandModel.make();

    /** What is wrong with a command line as a shell would pass it on; empty if it can be parsed. */
    Optional<String> refuse(List<String> arguments) {
        try {
            model.parseArgs(arguments.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            // A value that stands for another one need not be of the right type.
            return arguments.stream().anyMatch(KnownCommands::standsForAValue)
                    ? refuse(String.join(" ", arguments))
                    : Optional.of(e.getMessage());
        }
    }

    /** What is wrong with a command within a sentence: commands and flags must be known, values are not looked at. */
    Optional<String> refuse(String inSentence) {
        CommandLine command = model;
        for (String word : inSentence.replaceAll("[\\[\\]()]", " ").strip().split("\\s+")) {
            if (word.equals("...") || word.equals("…")) {
                continue;
            }
            if (word.startsWith("-")) {
                String flag = word.split("=", 2)[0];
                if (!command.getCommandSpec().optionsMap().containsKey(flag)) {
                    return Optional.of("'" + command.getCommandSpec().qualifiedName() + "' has no flag " + flag);
                }
                continue;
            }
            Optional<CommandLine> next = next(command, word);
            if (next.isEmpty() && unknown(command, word)) {
                return Optional.of("'" + command.getCommandSpec().qualifiedName() + "' has no command " + word);
            }
            command = next.orElse(command);
        }
        return Optional.empty();
    }

    /** Names of all flags of all commands. */
    Set<String> flags() {
        Set<String> flags = new HashSet<>();
        collect(model, flags);
        return flags;
    }

    /** Of alternatives, {@code create|list}, all must be there. */
    private static Optional<CommandLine> next(CommandLine command, String word) {
        List<CommandLine> alternatives = Arrays.stream(word.split("\\|"))
                .map(name -> command.getSubcommands().get(name))
                .toList();
        return alternatives.contains(null) ? Optional.empty() : Optional.of(alternatives.get(0));
    }

    private static boolean unknown(CommandLine command, String word) {
        return !command.getSubcommands().isEmpty()
                && command.getCommandSpec().positionalParameters().isEmpty()
                && !standsForAValue(word);
    }

    private static boolean standsForAValue(String word) {
        return word.matches(".*[$<>{}…].*|.*\\.\\.\\..*|[A-Z][A-Z0-9_:-]*|HOST:\\d+");
    }

    private static void collect(CommandLine command, Set<String> flags) {
        flags.addAll(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(each -> collect(each, flags));
    }
}
