namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Which files ctags reads, under which extension.</summary>
internal static class SourceLanguages
{
    /// <summary>The extension ctags knows the language of the file by; null when it knows none.</summary>
    public static string? CtagsExtension(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".cs" or ".csx" => "cs",
        ".java" => "java",
        ".kt" or ".kts" => "kt",
        ".py" or ".pyi" or ".pyx" => "py",
        ".js" or ".mjs" or ".cjs" or ".jsx" => "js",
        ".ts" or ".mts" or ".cts" or ".tsx" => "ts",
        ".go" => "go",
        ".rs" => "rs",
        ".c" => "c",
        ".h" or ".hh" or ".hpp" or ".hxx" or ".cc" or ".cpp" or ".cxx" or ".inl" or ".ipp" => "cpp",
        ".rb" or ".rake" => "rb",
        ".php" => "php",
        ".pl" or ".pm" => "pl",
        ".lua" => "lua",
        ".sql" => "sql",
        ".sh" or ".bash" or ".zsh" => "sh",
        ".proto" => "proto",
        ".r" => "r",
        ".jl" => "jl",
        ".ex" or ".exs" => "ex",
        ".erl" or ".hrl" => "erl",
        ".el" => "el",
        ".elm" => "elm",
        ".hs" => "hs",
        ".ml" or ".mli" => "ml",
        ".clj" or ".cljs" or ".cljc" => "clj",
        ".ps1" or ".psm1" => "ps1",
        ".vim" => "vim",
        ".pas" => "pas",
        ".ada" or ".adb" or ".ads" => "adb",
        ".f" or ".f90" or ".f95" or ".f03" or ".f08" or ".for" => "f90",
        ".vhd" or ".vhdl" => "vhd",
        ".v" or ".sv" => "sv",
        ".d" => "d",
        ".tcl" => "tcl",
        _ => null,
    };

    /// <summary>Languages ctags lacks whose declarations stand on lines of their own behind a keyword.</summary>
    public static bool HasPlainDeclarations(string path) => Path.GetExtension(path).ToLowerInvariant()
        is ".swift" or ".scala" or ".sc" or ".dart" or ".groovy" or ".gradle" or ".fs" or ".fsi" or ".fsx" or ".vb" or ".zig" or ".nim" or ".cr"
        or ".graphql" or ".gql" or ".thrift" or ".sol" or ".hcl" or ".tf" or ".gd" or ".metal";
}
