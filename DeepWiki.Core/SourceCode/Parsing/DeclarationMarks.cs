using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Says of declarations what their lines show: documentation, visibility, whether they are tests, and what types they build on.</summary>
internal sealed partial class DeclarationMarks(SourceLanguage language, SourceLines lines)
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int TrivialLines = 3;
    private const int MaxAttributes = 20;
    private const int MaxLineLength = 400;

    // A type with more lines before one of its members is data, not code that somebody calls.
    private const int MaxDistance = 1000;

    /// <summary>The declaration with all that is known of it.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="floor">Line of the declaration before it: nothing up to there documents this one.</param>
    /// <param name="end">Its last line.</param>
    /// <param name="isTestFile">True when its file is of tests.</param>
    public Declaration Complete(Declaration declaration, int floor, int end, bool isTestFile)
    {
        var line = lines.Length(declaration.Line) <= MaxLineLength ? lines[declaration.Line].ToString() : "";
        return declaration with
        {
            EndLine = end,
            Doc = Documentation.Above(language, lines, declaration.Line, floor) ?? Documentation.Inside(language, lines, declaration.Line, end),
            Bases = declaration.IsType ? BaseTypes.Find(language, lines, declaration with { EndLine = end }) : [],
            IsTest = isTestFile || IsTest(declaration, floor),
            IsExported = IsExported(declaration, line),
            IsTrivial = declaration.Kind is DeclarationKind.Function or DeclarationKind.Method or DeclarationKind.Property
                && end - declaration.Line < TrivialLines,
        };
    }

    private bool IsTest(Declaration declaration, int floor)
    {
        for (var above = declaration.Line - 1; above > floor && declaration.Line - above < MaxAttributes && Documentation.IsAttribute(lines[above]); above--)
        {
            if (TestAttribute().IsMatch(lines[above]))
            {
                return true;
            }
        }

        return language.Fence switch
        {
            "go" => declaration.Kind == DeclarationKind.Function && TestOfGo().IsMatch(declaration.Name),
            "python" => declaration.Name.StartsWith("test_", StringComparison.Ordinal),
            _ => false,
        };
    }

    private bool IsExported(Declaration declaration, string line) => language.Fence switch
    {
        "go" => declaration.Name.Length > 0 && char.IsUpper(declaration.Name[0]),
        "rust" => line.AsSpan().TrimStart().StartsWith("pub") || declaration.Kind is DeclarationKind.Implementation or DeclarationKind.Macro,
        "csharp" or "java" => Public().IsMatch(line) || (!HiddenWord().IsMatch(line) && IsInInterface(declaration)),
        "c" or "cpp" or "objectivec" => !line.StartsWith("static ", StringComparison.Ordinal),
        "javascript" or "jsx" or "typescript" or "tsx" => line.StartsWith("export", StringComparison.Ordinal)
            || (char.IsWhiteSpace(line.FirstOrDefault()) && !HiddenWord().IsMatch(line) && declaration.Name is not ['_' or '#', ..]),
        _ => !HiddenWord().IsMatch(line) && declaration.Name is not ['_', not '_', ..],
    };

    // Members of an interface need no word for it.
    private bool IsInInterface(Declaration declaration)
    {
        var indentation = lines[declaration.Line].Length - lines[declaration.Line].TrimStart().Length;
        var first = Math.Max(1, declaration.Line - MaxDistance);
        for (var above = declaration.Line - 1; indentation > 0 && above >= first; above--)
        {
            var line = lines[above];
            if (!line.IsWhiteSpace() && line.Length - line.TrimStart().Length < indentation && line.TrimStart() is not ['{', ..])
            {
                return line.Contains("interface ", StringComparison.Ordinal);
            }
        }

        return false;
    }

    // [Fact]   @Test   #[tokio::test]   [TestMethod]   [Theory]
    [GeneratedRegex(@"[@\[:( ](Fact|Theory|Test|TestMethod|TestCase|ParameterizedTest|RepeatedTest|test|rstest|cfg\(test\))\b", Linear)]
    private static partial Regex TestAttribute();

    [GeneratedRegex("^(Test|Benchmark|Fuzz|Example)([A-Z_]|$)", Linear)]
    private static partial Regex TestOfGo();

    [GeneratedRegex(@"\b(public|protected)\b", Linear)]
    private static partial Regex Public();

    [GeneratedRegex(@"\b(private|internal|fileprivate|protected|local)\b", Linear)]
    private static partial Regex HiddenWord();
}
