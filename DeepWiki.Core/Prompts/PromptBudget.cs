using System.Text;
using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Prompts;

/// <summary>Leaves out evidence that a small model has no room for, without letting one file or folder take what is left.</summary>
public static class PromptBudget
{
    private const double WindowShare = 1 / 3.0;
    private const double FileShare = 0.4;
    private const double FolderShare = 0.7;

    // Measured over source text, on the safe side; the number before each line costs about two more.
    private const double BytesAToken = 3.2;
    private const int TokensALine = 2;

    /// <summary>The context with the blocks that fit into a third of the window; without a known window it stays as it is.</summary>
    public static AnswerContext Fit(AnswerContext context, int? windowTokens)
    {
        if (windowTokens is not { } window)
        {
            return context;
        }

        var budget = window * WindowShare;
        var folders = context.Blocks.Select(block => FolderOf(block.Path)).Distinct(StringComparer.Ordinal).Count();
        var spent = new Dictionary<string, double>(StringComparer.Ordinal);
        var kept = new List<ContextBlock>();
        foreach (var block in context.Blocks)
        {
            var cost = Tokens(block.Text);
            var folder = FolderOf(block.Path);

            // The best block always comes along: an answer without any evidence helps nobody. A flat repository has but one folder.
            var fits = Spent("") + cost <= budget
                && Spent("file:" + block.Path) + cost <= budget * FileShare
                && (folders == 1 || Spent("folder:" + folder) + cost <= budget * FolderShare);
            if (fits || kept.Count == 0)
            {
                kept.Add(block with { Number = kept.Count + 1 });
                spent[""] = Spent("") + cost;
                spent["file:" + block.Path] = Spent("file:" + block.Path) + cost;
                spent["folder:" + folder] = Spent("folder:" + folder) + cost;
            }
        }

        return context with { Blocks = kept };

        double Spent(string key) => spent.GetValueOrDefault(key);
    }

    private static double Tokens(string text) => Math.Ceiling(Encoding.UTF8.GetByteCount(text) / BytesAToken) + (TokensALine * (1 + text.Count(c => c == '\n')));

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
}
