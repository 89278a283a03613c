using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.SourceCode;

/// <summary>
/// Finds declarations by the look of single lines, in all the languages that mark them with a keyword, a modifier or a brace. It need not be
/// complete: what it misses is quoted without a name.
/// </summary>
internal static partial class DeclarationScanner
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly FrozenSet<string> NoNames = new[]
    {
        "if", "for", "foreach", "while", "switch", "catch", "return", "else", "do", "using", "lock", "new", "throw", "await", "function", "with", "in", "of",
        "is", "self", "this", "readonly", "static", "operator", "class", "record", "struct", "const", "var", "let", "case", "default", "get", "set", "try",
        "typeof", "sizeof", "yield", "fixed", "elif", "when", "from", "import", "describe", "it", "test",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Declarations in line order; those inside the body of a function are part of it and left out.</summary>
    public static List<Declaration> Find(string path, IReadOnlyList<string> lines)
    {
        var found = new List<Declaration>();
        var open = new Stack<(int Indentation, Declaration Declaration)>();
        var comment = new CommentState();
        for (var i = 0; i < lines.Count; i++)
        {
            if (comment.Covers(lines[i]) || Read(path, lines[i]) is not { } read)
            {
                continue;
            }

            var indentation = Indentation(lines[i]);
            while (open.TryPeek(out var top) && top.Indentation >= indentation)
            {
                open.Pop();
            }

            if (open.TryPeek(out var outer) && !outer.Declaration.IsType)
            {
                continue;
            }

            var scope = read.Scope.Length > 0 ? read.Scope : outer.Declaration?.QualifiedName ?? "";
            var declaration = new Declaration(i, read.Name, scope, read.IsType);
            found.Add(declaration);
            open.Push((indentation, declaration));
        }

        return found;
    }

    private static (string Name, string Scope, bool IsType)? Read(string path, string line)
    {
        if (line.Length > 400)
        {
            return null;
        }

        var extension = Path.GetExtension(path).ToLowerInvariant();
        var isOfC = SourceLanguage.IsOfC(path);
        if ((!isOfC || !TypeInUse().IsMatch(line)) && Match(TypeHead(), line) is { } type)
        {
            return type with { IsType = true };
        }

        return Match(FunctionHead(), line) ?? extension switch
        {
            ".js" or ".jsx" or ".mjs" or ".cjs" or ".ts" or ".tsx" or ".mts" or ".vue" or ".svelte" =>
                Match(AssignedFunction(), line) ?? Match(ConstantFunction(), line) ?? Match(ModifiedMember(), line) ?? Match(BracedMethod(), line),
            ".cs" or ".java" or ".kt" or ".scala" or ".swift" or ".php" or ".dart" or ".groovy" => Match(ModifiedMember(), line) ?? Match(BracedMethod(), line),
            _ when isOfC => Match(PlainFunction(), line),
            ".sql" => Match(SqlObject(), line),
            ".sh" or ".bash" or ".zsh" => Match(ShellFunction(), line),
            ".py" or ".rb" => Match(CapitalConstant(), line),
            _ => null,
        };
    }

    private static (string Name, string Scope, bool IsType)? Match(Regex form, string line)
    {
        if (form.Match(line) is not { Success: true } match || NoNames.Contains(match.Groups["name"].Value))
        {
            return null;
        }

        var scope = match.Groups["scope"].Value.Replace(".prototype", "", StringComparison.Ordinal);
        return (match.Groups["name"].Value, NoNames.Contains(scope) ? "" : scope, false);
    }

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart().Length;

    // public sealed record Chunk(        export class Router {        pub struct Frame;        impl<T> Display for Frame<T> {
    [GeneratedRegex(
        @"^\s*((export|default|declare|public|private|protected|internal|static|sealed|abstract|final|partial|readonly|ref|unsafe|open|data|pub(\([a-z]+\))?|"
            + @"case|inline|file)\s+)*"
            + @"(class|interface|struct|enum|record(\s+(struct|class))?|trait|impl(<[^>]*>)?(\s+[\w:<>, "
                + @"]+\s+for)?|protocol|extension|object|module|message|service|type|union)\s+(?<name>[A-Za-z_]\w*)",
        Linear)]
    private static partial Regex TypeHead();

    // struct client *createClient(void) {        struct stat info;
    [GeneratedRegex(@"^\s*(struct|enum|union|class)\s+\w+\s*(\*|[A-Za-z_]\w*\s*[\[(;,=])", Linear)]
    private static partial Regex TypeInUse();

    // async def send(        func (r *Router) Match(        pub fn new(        def self.call
    [GeneratedRegex(
        @"^\s*((export|default|public|private|protected|static|pub(\([a-z]+\))?|async|unsafe|extern|const|final|local|inline|suspend|override|open|internal|"
            + @"abstract)\s+)*"
            + @"(def|func|function\*?|fn|fun|sub|proc|procedure|macro)\s+(\((\w+\s+)?\*?(?<scope>\w+)[^)]*\)\s*)?((?<scope>\w+)[.:])?(?<name>[A-Za-z_$][\w$]*[?"
                + @"!]?)",
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
        + @"[^({=;]*?(?<name>[A-Za-z_]\w*)\s*(<[^(>]*>)?\s*(\(|\{|=>|$)",
        Linear)]
    private static partial Regex ModifiedMember();

    //   render(props) {
    [GeneratedRegex(@"^\s+((static|async|get|set)\s+|\*\s*)*(?<name>[A-Za-z_$#][\w$]*)\s*\([^;]*\)\s*(:\s*[^={]+)?\{\s*$", Linear)]
    private static partial Regex BracedMethod();

    // static int read_all(int fd, char *buffer)
    [GeneratedRegex(@"^([A-Za-z_]\w*[\s*&:<>,]+)+(?<name>~?[A-Za-z_]\w*)\s*\([^;]*$", Linear)]
    private static partial Regex PlainFunction();

    [GeneratedRegex(
        @"^\s*create\s+(or\s+replace\s+)?(table|function|view|index|procedure|type)\s+(if\s+not\s+exists\s+)?(?<name>[A-Za-z_][\w.]*)",
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

        public bool Covers(string line)
        {
            var text = line.AsSpan().Trim();
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
