using System.CommandLine;
using System.CommandLine.Parsing;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>The options that all verbs of speed have in common, checked while they are parsed.</summary>
internal static class BenchArguments
{
    private const int MaxRounds = 100;
    private const int MaxFiles = 400_000;

    private static readonly Option<int> Rounds = Number("--rounds", "How often floor and system take turns.", 3, MaxRounds);
    private static readonly Option<int> Files = Number("--files", "Files of the generated repository.", 1000, MaxFiles);
    private static readonly Option<int> Seed = new("--seed") { Description = "Of the generator.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Json = new("--json") { Description = "Write all figures to this file." };
    private static readonly Option<string?> Repository = RepositoryOption();

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Rounds, Repository, Files, Seed, Json])
        {
            command.Add(option);
        }

        command.Validators.Add(static result =>
        {
            if (result.GetResult(Repository) is { Implicit: false } && (IsGiven(result, Files) || IsGiven(result, Seed)))
            {
                result.AddError("'--repository' names what is there already; '--files' and '--seed' are for a generated repository. Give one or the other.");
            }
        });
    }

    public static BenchOptions Read(ParseResult parsed) =>
        new(parsed.GetValue(Rounds), parsed.GetValue(Repository), parsed.GetValue(Files), parsed.GetValue(Seed));

    public static string? JsonFile(ParseResult parsed) => parsed.GetValue(Json);

    /// <summary>An option that takes a whole number from 1 to a bound.</summary>
    public static Option<int> Number(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} Default {usual}.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out var value) || value < 1 || value > most))
            {
                result.AddError($"'{name}' takes a number from 1 to {most}, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }

    private static Option<string?> RepositoryOption()
    {
        var option = new Option<string?>("--repository") { Description = "A local Git repository, bare or not, instead of a generated one." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Directory.Exists(result.Tokens[0].Value))
            {
                result.AddError($"'--repository' names no folder: '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
