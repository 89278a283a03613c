namespace DeepWiki.Core.Answering.TextFilters;

/// <summary>Filters one behind the other.</summary>
internal sealed class FilterChain(params IReadOnlyList<ITextFilter> filters) : ITextFilter
{
    public string Push(string delta)
    {
        foreach (var filter in filters)
        {
            delta = delta.Length > 0 ? filter.Push(delta) : delta;
        }

        return delta;
    }

    public string Finish()
    {
        var rest = "";
        for (var i = 0; i < filters.Count; i++)
        {
            // What the filters before gave at their end still passes through this one.
            rest = (rest.Length > 0 ? filters[i].Push(rest) : "") + filters[i].Finish();
        }

        return rest;
    }
}
