using DeepWiki.Core.Prompts;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>Says in a few words what a call does, for people who watch.</summary>
internal static class ToolProgress
{
    private const int MaxArgument = 120;

    /// <summary>The work of a call, such as <c>Reading src/Jobs/JobRunner.cs 40-120</c>.</summary>
    public static string Describe(string function, IDictionary<string, object?>? arguments)
    {
        return function switch
        {
            "search_code" => $"Searching for {Value("query")}{After(" in ", Value("path"))}",
            "read_file" => $"Reading {Value("path")}{After(" ", Value("startLine"))}{After("-", Value("endLine"))}",
            "list_files" => $"Listing {Value("pattern") ?? Value("path") ?? "files"}",
            "find_symbol" => $"Finding {Value("name")}",
            "find_references" => $"Finding uses of {Value("name")}",
            "read_wiki_page" => $"Reading the wiki page {Value("slug")}",
            _ => $"Calling {Clean(function)}",
        };

        string? Value(string name) => ToolArguments.Find(arguments, name) is { Length: > 0 } value ? Clean(value) : null;
    }

    private static string After(string sign, string? value) => value is null ? "" : sign + value;

    private static string Clean(string text) => TextClip.CutWithSign(UntrustedText.NeutralizeLine(text), MaxArgument);
}
