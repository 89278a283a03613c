using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>
/// Finds declarations by the look of single lines, in all the languages that mark them with a keyword, a modifier or a brace. It need not be
/// complete: what it misses is quoted without a name.
/// </summary>
internal static partial class DeclarationScanner
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private const int MaxLineLength = 400;

    private static readonly string[] TypeKeywords = ["class ", "struct ", "interface ", "enum ", "record "];

    private static readonly FrozenSet<string> NoNames = new[]
    {
        "if", "for", "foreach", "while", "switch", "catch", "return", "else", "do", "using", "lock", "new", "throw", "await", "function", "with", "in", "of",
        "is", "self", "this", "readonly", "static", "operator", "class", "record", "struct", "const", "var", "let", "case", "default", "get", "set", "try",
        "typeof", "sizeof", "yield", "fixed", "elif", "when", "from", "import", "describe", "it", "test",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Declarations in line order; those inside the body of a function are part of it and left out.</summary>
    public static List<Declaration> Find(string path, SourceLines lines)
    {
        var found = new List<Declaration>();
        var open = new Stack<(int Indentation, Declaration Declaration)>();
        var comment = new CommentState();
        for (var number = 1; number <= lines.Count; number++)
        {
            var line = lines[number];
            if (comment.Covers(line) || line.Length > MaxLineLength || Read(path, line.ToString()) is not { } read)
            {
                continue;
            }

            var indentation = line.Length - line.TrimStart().Length;
            while (open.TryPeek(out var top) && top.Indentation >= indentation)
            {
                open.Pop();
            }

            if (open.TryPeek(out var outer) && !outer.Declaration.IsType)
            {
                continue;
            }

            var scope = read.Scope.Length > 0 ? read.Scope : outer.Declaration?.FullName ?? "";
            var kind = read.Kind == DeclarationKind.Function && scope.Length > 0 ? DeclarationKind.Method : read.Kind;
            var declaration = new Declaration(number, read.Name, scope.Length > 0 ? $"{scope}.{read.Name}" : read.Name, kind) { EndLine = 0 };
            found.Add(declaration);
            open.Push((indentation, declaration));
        }

        return found;
    }

    /// <summary>The type that a line of C# or Java declares; null for none.</summary>
    public static (string Name, DeclarationKind Kind)? TypeAt(ReadOnlySpan<char> line)
    {
        foreach (var keyword in TypeKeywords)
        {
            if (line.Length <= MaxLineLength && line.Contains(keyword, StringComparison.Ordinal))
            {
                return Match(TypeHead(), line.ToString(), DeclarationKind.Class) is { } type ? (type.Name, type.Kind) : null;
            }
        }

        return null;
    }

    /// <summary>Reads the declaration of a single line; null when it declares nothing.</summary>
    public static (string Name, string Scope, DeclarationKind Kind)? Read(string path, string line)
    {
        var isOfC = SourceLanguage.FromPath(path)?.IsOfC == true;
        if ((!isOfC || !TypeInUse().IsMatch(line)) && Match(TypeHead(), line, DeclarationKind.Type) is { } type)
        {
            return type;
        }

        return Match(FunctionHead(), line, DeclarationKind.Function) ?? Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".js" or ".jsx" or ".mjs" or ".cjs" or ".ts" or ".tsx" or ".mts" or ".cts" or ".vue" or ".svelte" or ".astro" =>
                Match(AssignedFunction(), line, DeclarationKind.Method) ?? Match(ConstantFunction(), line, DeclarationKind.Function)
                ?? Match(ModifiedMember(), line, DeclarationKind.Method) ?? Match(BracedMethod(), line, DeclarationKind.Method),
            ".cs" or ".razor" or ".java" or ".kt" or ".scala" or ".swift" or ".php" or ".dart" or ".groovy" =>
                Match(ModifiedMember(), line, DeclarationKind.Method) ?? Match(BracedMethod(), line, DeclarationKind.Method),
            _ when isOfC => Match(PlainFunction(), line, DeclarationKind.Function),
            ".sql" => Match(SqlObject(), line, DeclarationKind.Table),
            ".sh" or ".bash" or ".zsh" => Match(ShellFunction(), line, DeclarationKind.Function),
            ".py" or ".rb" => Match(CapitalConstant(), line, DeclarationKind.Constant),
            ".hcl" or ".tf" => Match(Resource(), line, DeclarationKind.Variable),
            ".vb" or ".bas" or ".cls" or ".vbs" => Match(BasicHead(), line, DeclarationKind.Function),
            _ => null,
        };
    }

    private static (string Name, string Scope, DeclarationKind Kind)? Match(Regex form, string line, DeclarationKind usual)
    {
        if (form.Match(line) is not { Success: true } match)
        {
            return null;
        }

        // Behind a keyword of its own a function may be called nearly anything.
        var name = match.Groups["name"].Value;
        if (usual == DeclarationKind.Function && match.Groups["kind"].Success ? name is "in" or "is" or "of" : NoNames.Contains(name))
        {
            return null;
        }

        var scope = match.Groups["scope"].Value.Replace(".prototype", "", StringComparison.Ordinal);
        var kind = match.Groups["property"].Success ? DeclarationKind.Property : TagKinds.OfKeyword(match.Groups["kind"].ValueSpan) ?? usual;
        return (name, NoNames.Contains(scope) ? "" : scope, kind);
    }

    // public sealed record Chunk(        export class Router {        pub struct Frame;        impl<T> Display for Frame<T> {
    [GeneratedRegex(
        @"^\s*((export|default|declare|public|private|protected|internal|static|sealed|abstract|final|partial|readonly|ref|unsafe|open|data|pub(\([a-z]+\))?|"
            + @"case"
            + @"|inline|file|implicit|lazy|indirect|fileprivate|value|inner)\s+)*"
            + @"(?<kind>class|interface|struct|enum(\s+(class|struct))?|record(\s+(struct|class))?|trait|impl(<[^>]*>)?(\s+[\w:<>, ]+\s+for)?"
            + @"|protocol|extension|object|module|message|service|type|union|actor|mixin|contract|input|library)\s+(?<name>[A-Za-z_]\w*)",
        Linear)]
    private static partial Regex TypeHead();

    // struct client *createClient(void) {        struct stat info;
    [GeneratedRegex(@"^\s*(struct|enum|union|class)\s+\w+\s*(\*|[A-Za-z_]\w*\s*[\[(;,=])", Linear)]
    private static partial Regex TypeInUse();

    // async def send(        func (r *Router) Match(        pub fn new(        def self.call
    [GeneratedRegex(
        @"^\s*((export|default|public|private|protected|static|pub(\([a-z]+\))?|async|unsafe|extern|const|final|local|inline|suspend|override|open"
            + @"|internal|abstract|fileprivate|mutating|implicit|convenience|required|lazy)\s+)*(?<kind>def|func|function\*?|fn|fun|sub|proc|procedure|macro)"
            + @"\s+(\((\w+\s+)?\*?(?<scope>\w+)[^)]*\)\s*)?((?<scope>\w+)[.:])?(?<name>[A-Za-z_$][\w$]*[?!]?)",
        Linear)]
    private static partial Regex FunctionHead();

    // res.send = function send(body) {
    [GeneratedRegex(@"^(?<scope>[A-Za-z_$][\w$]*(\.prototype)?)\.(?<name>[A-Za-z_$][\w$]*)\s*=\s*(async\s+)?(function|\()", Linear)]
    private static partial Regex AssignedFunction();

    // export const parse = async (text) => {
    [GeneratedRegex(@"^(export\s+)?(default\s+)?(const|let|var)\s+(?<name>[A-Za-z_$][\w$]*)(\s*:[^=]+)?\s*=\s*(async\s+)?(function|\(|[\w$]+\s*=>)", Linear)]
    private static partial Regex ConstantFunction();

    // public static async Task<int> ReadAsync(        internal TimeSpan Gap { get; set; }
    [GeneratedRegex(
        @"^\s*((public|private|protected|internal|static|virtual|override|abstract|sealed|final|synchronized|async|extern|partial|unsafe|native|required)\s+)+"
        + @"[^({=;]*?(?<name>[A-Za-z_]\w*)\s*(<[^(>]*>)?\s*(\(|(?<property>\{|=>)|$)",
        Linear)]
    private static partial Regex ModifiedMember();

    //   render(props) {
    [GeneratedRegex(@"^\s+((static|async|get|set)\s+|\*\s*)*(?<name>[A-Za-z_$#][\w$]*)\s*\([^;]*\)\s*(:\s*[^={]+)?\{\s*$", Linear)]
    private static partial Regex BracedMethod();

    // static int read_all(int fd, char *buffer)
    [GeneratedRegex(@"^([A-Za-z_]\w*[\s*&:<>,]+)+(?<name>~?[A-Za-z_]\w*)\s*\([^;]*$", Linear)]
    private static partial Regex PlainFunction();

    // resource "aws_instance" "web" {        variable "region" {
    [GeneratedRegex(@"^\s*(resource|data|variable|output|module|provider)\s+(""[^""]*""\s+)?""(?<name>[\w-]+)""", Linear)]
    private static partial Regex Resource();

    // Public Class Basket        Private Sub Add(item As Item)
    [GeneratedRegex(
        @"^\s*((public|private|protected|friend|shared|overridable|overrides|mustinherit|notinheritable|partial|async)\s+)*"
            + @"(?<kind>class|module|structure|interface|enum|sub|function|property)\s+(?<name>[A-Za-z_]\w*)",
        Linear | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BasicHead();

    [GeneratedRegex(
        @"^\s*create\s+(or\s+replace\s+)?(?<kind>table|function|view|index|procedure|type)\s+(if\s+not\s+exists\s+)?(?<name>[A-Za-z_][\w.]*)",
        Linear | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SqlObject();

    [GeneratedRegex(@"^(?<name>[A-Za-z_][\w-]*)\s*\(\)\s*\{?", Linear)]
    private static partial Regex ShellFunction();

    // DEFAULT_POOL_SIZE = 10
    [GeneratedRegex(@"^(?<name>[A-Z][A-Z0-9_]{2,})\s*[:=]", Linear)]
    private static partial Regex CapitalConstant();

    /// <summary>Knows which lines are comments or text blocks, which declare nothing whatever they look like.</summary>
    private sealed class CommentState
    {
        private string? closing;
        private char last = ':';

        public bool Covers(ReadOnlySpan<char> line)
        {
            var text = line.Trim();
            if (text.IsEmpty)
            {
                return true;
            }

            var before = last;
            last = text[^1];
            if (closing is not null)
            {
                closing = text.Contains(closing, StringComparison.Ordinal) ? null : closing;
                return true;
            }

            // A block may begin inside a text: then the first mark, which stands where none can begin, ends it.
            var opens = before is ':' or '=' or '(' or ',' or '{' or '[' or '>';
            closing = Opened(text, "/*", "*/") ?? (opens ? Opened(text, "\"\"\"", "\"\"\"") ?? Opened(text, "'''", "'''") : null);
            return closing is not null || text.StartsWith("//") || text.StartsWith("/*") || text.StartsWith("* ")
                || text.StartsWith("\"\"\"") || text.StartsWith("'''") || (text[0] == '#' && !text.StartsWith("#define")) || text.StartsWith("--");
        }

        private static string? Opened(ReadOnlySpan<char> text, string open, string close)
        {
            if (!text.StartsWith(open) && !text.StartsWith("r" + open))
            {
                return null;
            }

            var rest = text[(text.IndexOf(open, StringComparison.Ordinal) + open.Length)..];
            return rest.Contains(close, StringComparison.Ordinal) ? null : close;
        }
    }
}
