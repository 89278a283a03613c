using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Retrieval;

/// <summary>Chooses among the declarations of a file the one a question speaks of.</summary>
internal static class BestDeclaration
{
    /// <summary>
    /// The one whose name, with its scope, holds the most of the question's weight; among equals the one that says least else, then the first. Null when none
    /// holds any.
    /// </summary>
    public static Declaration? Find(IEnumerable<Declaration> symbols, IReadOnlyDictionary<string, double> weights) => symbols
        .Select(symbol => (Symbol: symbol, Terms: Tokenizer.Terms(symbol.FullName).Distinct(StringComparer.Ordinal).ToList()))
        .Select(one => (one.Symbol, Weight: one.Terms.Sum(term => weights.GetValueOrDefault(term)), one.Terms.Count))
        .Where(one => one.Weight > 0)
        .OrderByDescending(one => one.Weight)
        .ThenBy(one => one.Count)
        .Select(one => one.Symbol)
        .FirstOrDefault();
}
