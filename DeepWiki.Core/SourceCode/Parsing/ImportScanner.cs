using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Reads what a source file imports, as paths without endings; those that begin with a dot are relative to its folder.</summary>
internal static partial class ImportScanner
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int MaxLineLength = 400;
    private const int MaxImports = 500;

    public static IReadOnlyList<Import> Find(string path, SourceLines lines)
    {
        var (read, words) = SourceLanguage.FromPath(path) is { IsOfC: true }
            ? (line => One(Include().Match(line)), ["include", "import"])
            : Reader(Path.GetExtension(path).ToLowerInvariant());
        var found = new List<Import>();
        for (var number = 1; read is not null && number <= lines.Count; number++)
        {
            var line = lines[number];
            if (line.Length is > 3 and <= MaxLineLength && ContainsAny(line, words))
            {
                found.AddRange(read(line.ToString()).Select(target => new Import(number, target)));
            }
        }

        return [.. found.DistinctBy(import => import.Target, StringComparer.Ordinal).Take(MaxImports)];
    }

    // Of all lines few import, and a search for a word costs a fraction of a match.
    private static bool ContainsAny(ReadOnlySpan<char> line, string[] words)
    {
        foreach (var word in words)
        {
            if (line.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static (Func<string, IEnumerable<string>>? Read, string[] Words) Reader(string ending) => ending switch
    {
        ".ts" or ".tsx" or ".js" or ".jsx" or ".mjs" or ".cjs" or ".mts" or ".cts" or ".vue" or ".svelte" or ".astro" =>
            (ReadScript, ["from", "import", "require"]),
        ".py" or ".pyi" => (ReadPython, ["import"]),
        ".go" => (ReadGo, ["\""]),
        ".java" or ".kt" or ".kts" or ".scala" or ".groovy" => (ReadDotted, ["import"]),
        ".rs" => (ReadRust, ["mod ", "use "]),
        ".rb" => (ReadRuby, ["require"]),
        ".php" => (
            line => One(PhpUse().Match(line)).Select(name => name.Replace('\\', '/')).Concat(One(PhpRequire().Match(line)).Select(Relative)),
            ["use", "require", "include"]),
        ".proto" => (line => One(ProtoImport().Match(line)), ["import"]),
        ".dart" => (line => One(DartImport().Match(line)), ["import", "export", "part"]),
        _ => (null, []),
    };

    // import { a } from "./a";   export * from './b.js';   const c = require("../c");   import("./d")
    private static IEnumerable<string> ReadScript(string line) =>
        ScriptImport().Matches(line).Select(match => match.Groups["path"].Value)
            .Where(path => path.StartsWith('.') || path.StartsWith("@/", StringComparison.Ordinal) || path.StartsWith("~/", StringComparison.Ordinal))
            .Select(path => path[0] is '@' or '~' ? path[2..] : path);

    // from .models import User, Team   import app.services.mail as mail
    private static IEnumerable<string> ReadPython(string line)
    {
        if (PythonFrom().Match(line) is { Success: true } from)
        {
            var module = from.Groups["module"].Value;
            var dots = module.Length - module.TrimStart('.').Length;
            var path = module[dots..].Replace('.', '/');
            var start = dots == 0 ? path : $"./{string.Concat(Enumerable.Repeat("../", dots - 1))}{path}";
            yield return start;
            foreach (var name in from.Groups["names"].Value.Split([',', '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries).Take(20))
            {
                yield return $"{start.TrimEnd('/')}/{name}";
            }
        }
        else if (PythonImport().Match(line) is { Success: true } import)
        {
            foreach (var module in import.Groups["modules"].Value.Split(',').Take(20))
            {
                yield return module.Trim().Split(' ')[0].Replace('.', '/');
            }
        }
    }

    // "go.etcd.io/etcd/server/v3/lease"   import pb "example.com/api"
    private static IEnumerable<string> ReadGo(string line) => One(GoImport().Match(line)).Where(path => path.Contains('/')).Select(path => path + "/");

    // import com.example.Order;   import static com.example.Rules.*;
    private static IEnumerable<string> ReadDotted(string line) => One(DottedImport().Match(line)).Select(name => name.Replace('.', '/'));

    // mod parser;   use crate::lexer::{Token, Kind};   use super::ast::Node;
    private static IEnumerable<string> ReadRust(string line) =>
        One(RustModule().Match(line)).Select(name => "./" + name)
            .Concat(One(RustUse().Match(line)).Select(path => path.Replace("::", "/", StringComparison.Ordinal)).Select(path =>
                path.StartsWith("crate/", StringComparison.Ordinal) ? path["crate/".Length..]
                : path.StartsWith("super/", StringComparison.Ordinal) ? $"./{path["super/".Length..]}"
                : path.StartsWith("self/", StringComparison.Ordinal) ? $"./{path["self/".Length..]}" : path));

    private static IEnumerable<string> ReadRuby(string line) =>
        One(RubyRelative().Match(line)).Select(Relative).Concat(One(RubyRequire().Match(line)));

    private static string Relative(string path) => path.StartsWith('.') ? path : "./" + path.TrimStart('/');

    private static IEnumerable<string> One(Match match) => match.Success ? [match.Groups["path"].Value] : [];

    [GeneratedRegex(@"(from|import|require)\s*\(?\s*[""'](?<path>[^""']+)[""']", Linear)]
    private static partial Regex ScriptImport();

    [GeneratedRegex(@"^\s*from\s+(?<module>\.*[\w.]*)\s+import\s+(?<names>[\w\s,(*)]+)", Linear)]
    private static partial Regex PythonFrom();

    [GeneratedRegex(@"^\s*import\s+(?<modules>[\w., ]+)", Linear)]
    private static partial Regex PythonImport();

    [GeneratedRegex(@"^\s*(import\s+)?([\w.]+\s+)?""(?<path>[\w.\-/~]+)""\s*(//.*)?$", Linear)]
    private static partial Regex GoImport();

    [GeneratedRegex(@"^\s*import\s+(static\s+)?(?<path>[\w.]+)", Linear)]
    private static partial Regex DottedImport();

    [GeneratedRegex(@"^\s*(pub(\([a-z]+\))?\s+)?mod\s+(?<path>\w+)\s*;", Linear)]
    private static partial Regex RustModule();

    [GeneratedRegex(@"^\s*(pub(\([a-z]+\))?\s+)?use\s+(?<path>\w+(::\w+)+)", Linear)]
    private static partial Regex RustUse();

    [GeneratedRegex(@"^\s*#\s*(include|import)\s+[""<](?<path>[\w./+\-]+)["">]", Linear)]
    private static partial Regex Include();

    [GeneratedRegex(@"^\s*require_relative\s*\(?\s*[""'](?<path>[^""']+)", Linear)]
    private static partial Regex RubyRelative();

    [GeneratedRegex(@"^\s*require\s*\(?\s*[""'](?<path>[^""']+/[^""']+)", Linear)]
    private static partial Regex RubyRequire();

    [GeneratedRegex(@"^\s*use\s+(function\s+|const\s+)?\\?(?<path>\w+(\\\w+)+)", Linear)]
    private static partial Regex PhpUse();

    [GeneratedRegex(@"^\s*(require|include)(_once)?\b[^""']*[""']/?(?<path>[^""']+)[""']", Linear)]
    private static partial Regex PhpRequire();

    [GeneratedRegex(@"^\s*import\s+(public\s+|weak\s+)?""(?<path>[^""]+)""", Linear)]
    private static partial Regex ProtoImport();

    [GeneratedRegex(@"^\s*(import|export|part)\s+'(?<path>[^':]+)'", Linear)]
    private static partial Regex DartImport();
}
