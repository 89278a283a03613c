using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Which types of a page extend or implement which, as the lines that declare them say.</summary>
internal static partial class TypeGraph
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int HeadLines = 4;

    public static List<(string Type, string Base)> Find(IReadOnlyList<SourceFile> files)
    {
        var types = files
            .SelectMany(file => file.Declared)
            .Where(passage => passage.Declaration is { IsType: true })
            .Select(passage => passage.Declaration?.Name ?? "")
            .ToHashSet(StringComparer.Ordinal);
        var found = new List<(string Type, string Base)>();
        foreach (var passage in files.SelectMany(file => file.Declared))
        {
            if (passage.Declaration is not { IsType: true } declaration)
            {
                continue;
            }

            var lines = passage.Evidence.Lines;
            var head = string.Join(
                ' ',
                Enumerable.Range(declaration.Line, Math.Min(HeadLines, lines.Count - declaration.Line)).Select(i => lines[i].Length > 400 ? "" : lines[i]));
            found.AddRange(
                Bases(passage.Path, head, declaration.Name)
                    .Where(name => types.Contains(name) && name != declaration.Name)
                    .Select(name => (declaration.Name, name)));
        }

        return [.. found.Distinct()];
    }

    // class A(x: Int) : B(), C {    class A extends B implements C    class A(B, C):    impl B for A {    class A : public B
    private static IEnumerable<string> Bases(string path, string head, string name)
    {
        var end = head.IndexOf('{');
        var text = end < 0 ? head : head[..end];
        if (RustTrait().Match(text) is { Success: true } trait)
        {
            return [trait.Groups["trait"].Value];
        }

        var at = text.IndexOf(name, StringComparison.Ordinal);
        var rest = at < 0 ? "" : text[(at + name.Length)..];
        var list = Extends().Match(rest) is { Success: true } extends ? extends.Groups["bases"].Value
            : path.EndsWith(".py", StringComparison.Ordinal) ? Python().Match(rest).Groups["bases"].Value
            : Colon().Match(rest) is { Success: true } colon ? colon.Groups["bases"].Value
            : "";
        return Word().Matches(list).Select(match => match.Value).Take(12);
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
