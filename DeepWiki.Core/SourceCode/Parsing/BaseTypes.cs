using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Reads which types a type extends or implements, as the lines that declare it say.</summary>
internal static partial class BaseTypes
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int HeadLines = 4;
    private const int MaxLineLength = 400;
    private const int MaxBases = 12;

    // class A(x: Int) : B(), C {    class A extends B implements C    class A(B, C):    impl B for A {    class A : public B
    public static IReadOnlyList<string> Find(SourceLanguage language, SourceLines lines, Declaration type)
    {
        var head = new List<string>();
        for (var line = type.Line; line < type.Line + HeadLines && line <= type.EndLine; line++)
        {
            var brace = lines[line].IndexOf('{');
            head.Add(lines.Length(line) > MaxLineLength ? "" : lines[line][..(brace < 0 ? lines.Length(line) : brace)].ToString());
            if (brace >= 0)
            {
                break;
            }
        }

        var text = string.Join(' ', head);
        if (RustTrait().Match(text) is { Success: true } trait)
        {
            return [trait.Groups["trait"].Value];
        }

        var at = text.IndexOf(type.Name, StringComparison.Ordinal);
        var rest = at < 0 ? "" : WithoutParameters(text[(at + type.Name.Length)..]);
        var list = Extends().Match(rest) is { Success: true } extends ? extends.Groups["bases"].Value
            : language.Fence == "python" ? Python().Match(rest).Groups["bases"].Value
            : Colon().Match(rest) is { Success: true } colon ? colon.Groups["bases"].Value
            : "";
        return list.Length == 0
            ? []
            : [.. Word().Matches(list).Select(match => match.Value).Where(name => name != type.Name).Distinct(StringComparer.Ordinal).Take(MaxBases)];
    }

    // What a parameter of a type extends, the type does not.
    private static string WithoutParameters(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length && (depth > 0 || text[i] == '<'); i++)
        {
            depth += text[i] == '<' ? 1 : text[i] == '>' ? -1 : 0;
            if (depth == 0)
            {
                return text[(i + 1)..];
            }
        }

        return text;
    }

    [GeneratedRegex(@"\bimpl(<[^>]*>)?\s+(?<trait>\w+)(<[^>]*>)?\s+for\s+(?<type>\w+)", Linear)]
    private static partial Regex RustTrait();

    [GeneratedRegex(@"\b(extends|implements|with)\s+(?<bases>[\w.<>,\s]+)", Linear)]
    private static partial Regex Extends();

    [GeneratedRegex(@"^\((?<bases>[\w.,\s=\[\]]*)\)\s*:", Linear)]
    private static partial Regex Python();

    [GeneratedRegex(@"^(<[^>]*>)?\s*(\([^)]*\))?\s*:\s*(?<bases>[^{;=]+)", Linear)]
    private static partial Regex Colon();

    [GeneratedRegex(@"[A-Z]\w+", Linear)]
    private static partial Regex Word();
}
