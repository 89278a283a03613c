using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>Reads parameters of a query and notes every fault. Of one that is given twice the last counts.</summary>
internal sealed class QueryFields(IQueryCollection query)
{
    private readonly List<RequestFault> faults = [];

    public string? Optional(string name) => query[name] is [.., { } last] ? last : null;

    public string Required(string name)
    {
        if (Optional(name) is { } value)
        {
            return value;
        }

        faults.Add(new RequestFault($"/{name}", "missing", $"{name} is required"));
        return "";
    }

    /// <summary>Text without control characters; null when the parameter is absent.</summary>
    public string? OptionalText(string name)
    {
        var value = Optional(name);
        if (value?.Any(char.IsControl) == true)
        {
            faults.Add(new RequestFault($"/{name}", "value_error", "Value should have no control characters"));
        }

        return value;
    }

    /// <summary>A required name by <see cref="GivenName"/>'s rule.</summary>
    public string RequiredName(string name)
    {
        var value = Required(name);
        if (query.ContainsKey(name) && !GivenName.IsValid(value))
        {
            faults.Add(GivenName.Fault($"/{name}"));
        }

        return value;
    }

    public void ThrowIfFaulty()
    {
        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }
    }
}
