using System.Text.RegularExpressions;
using DeepWiki.Core.Repositories;
using DeepWiki.Tests.Support.Generators;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Unit")]
public sealed partial class GlobPatternProperties
{
    private static readonly Arbitrary<string> Patterns = Texts.Only("*", "**", "?", "/", "a", "b", ".");
    private static readonly Arbitrary<string> Names = Texts.Only("/", "a", "b", ".", "\n");

    [Property(MaxTest = 2000)]
    public Property It_matches_what_the_regular_expression_of_its_definition_matches() => Prop.ForAll(Patterns, Names, (pattern, text) =>
        new GlobPattern(pattern).Matches(text) == Definition(pattern).IsMatch(text));

    [Property(MaxTest = 500)]
    public Property A_name_without_marks_matches_itself_and_nothing_else() => Prop.ForAll(Names, Names, (name, text) =>
        new GlobPattern(name).Matches(text) == (name == text));

    private static Regex Definition(string pattern)
    {
        var expression = Mark().Replace(pattern, match => match.Value switch
        {
            "?" => "[^/]",
            "*" => "[^/]*",
            { Length: > 1 } => ".*",
            _ => Regex.Escape(match.Value),
        });
        return new Regex($@"\A(?:{expression})\z", RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    [GeneratedRegex(@"\*+|\?|[^*?]", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
