using System.Globalization;
using System.Text.RegularExpressions;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.SourceCode;
using DeepWiki.Tests.Support.Generators;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DeepWiki.Tests.Core.Answering.Citations;

[Trait("Category", "Unit")]
public sealed partial class CitationFilterProperties
{
    private static readonly ContextBlock[] Blocks = [new(1, "src/a.cs", 10, 24, null, "", 1), new(2, "b.md", 1, 5, null, "", 1)];

    private static readonly Arbitrary<string> Answers = Texts.Only(
        "[", "]", "(", ")", "()", "src/a.cs", "b.md", "c.go", ":12", ":12-14", ":1-99", ":3", "1", "9", " ", ", ", "\n", "\\",
        "https://elsewhere.example/", "[src/a.cs:12-14]()", "[b.md:4]", "words", "😀");

    private static readonly Arbitrary<string> WithCode = Texts.From("[", "]", "()", "src/a.cs:12", "`", "```", "~~~", "\n", " ", "😀", "\ud83d", "1");

    [Property(MaxTest = 1000)]
    public Property Where_the_answer_is_cut_into_pieces_changes_nothing() => Prop.ForAll(WithCode, ArbMap.Default.ArbFor<PositiveInt>(), (answer, size) =>
        Run(answer.Chunk(size.Get % 7 + 1).Select(piece => new string(piece))) == Run([answer]));

    [Property(MaxTest = 1000)]
    public Property Every_link_to_lines_leads_to_lines_that_were_shown() => Prop.ForAll(Answers, answer =>
        Link().Matches(Run([answer])).All(link => Array.Exists(Blocks, block =>
            block.Path == link.Groups["path"].Value && block.StartLine <= Number(link, "start") && Number(link, "end") <= block.EndLine)));

    [Property(MaxTest = 500)]
    public Property Text_without_brackets_passes_unchanged() => Prop.ForAll(WithCode, answer =>
    {
        var text = answer.Replace("[", "", StringComparison.Ordinal);
        return Run([text]) == text;
    });

    private static string Run(IEnumerable<string> pieces)
    {
        var filter = new CitationFilter(new CitationVerifier(Blocks, (path, start, end) => $"/{path}#{start}-{end}"));
        return string.Concat(pieces.Select(filter.Push)) + filter.Finish();
    }

    private static int Number(Match link, string group) => int.Parse(link.Groups[group].Value, CultureInfo.InvariantCulture);

    // No piece of an answer has a hash, so each of them was written by the filter.
    [GeneratedRegex(@"\(/(?<path>[^#]*?)#(?<start>[0-9]+)-(?<end>[0-9]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
