using System.Text;
using System.Text.Json;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>
/// Shape that a value of a body must have, in the words the original uses for its faults. Unknown members are no fault and are not written on.
/// </summary>
internal abstract class JsonShape
{
    // A longer list of faults does not help.
    private const int MaxFaults = 1000;

    // Of a name in a pointer; it stands in front of all that is wrong below it.
    private const int MaxNameLength = 100;

    private static readonly byte[] Null = "null"u8.ToArray();

    public static JsonShape Text { get; } = new TextShape();

    private bool IsOptional => this is OptionalShape;

    public static JsonShape Optional(JsonShape shape) => new OptionalShape(shape);

    public static JsonShape List(JsonShape item) => new ListShape(item);

    /// <summary>Values by any name.</summary>
    public static JsonShape Map(JsonShape item) => new MapShape(item);

    /// <summary>Text that is one of a few.</summary>
    public static JsonShape OneOf(params IReadOnlyList<string> values) => new LiteralShape(values);

    /// <summary>An object with these members, written in this order; optional ones that are absent are null.</summary>
    public static JsonShape Model(params IReadOnlyList<(string Name, JsonShape Shape)> members) => new ModelShape(members);

    /// <summary>All faults of a value.</summary>
    public IReadOnlyList<RequestFault> FaultsOf(JsonElement value)
    {
        var faults = new List<RequestFault>();
        Check(value, "", faults);
        return faults;
    }

    /// <summary>Writes a value without faults.</summary>
    public abstract void Write(JsonElement value, JsonTarget target);

    protected abstract void Check(JsonElement value, string at, List<RequestFault> faults);

    private static bool Holds(bool holds, string at, string type, string message, List<RequestFault> faults)
    {
        if (!holds && faults.Count < MaxFaults)
        {
            faults.Add(new RequestFault(at, type, message));
        }

        return holds;
    }

    private sealed class TextShape : JsonShape
    {
        public override void Write(JsonElement value, JsonTarget target) => target.Text(value);

        protected override void Check(JsonElement value, string at, List<RequestFault> faults) =>
            Holds(value.ValueKind == JsonValueKind.String, at, "string_type", "Input should be a valid string", faults);
    }

    private sealed class LiteralShape(IReadOnlyList<string> values) : JsonShape
    {
        private readonly string message = $"Input should be {string.Join(" or ", values.Select(value => $"'{value}'"))}";

        public override void Write(JsonElement value, JsonTarget target) => target.Text(value);

        protected override void Check(JsonElement value, string at, List<RequestFault> faults) =>
            Holds(value.ValueKind == JsonValueKind.String && values.Contains(JsonText.Read(value)), at, "literal_error", message, faults);
    }

    private sealed class OptionalShape(JsonShape shape) : JsonShape
    {
        public override void Write(JsonElement value, JsonTarget target)
        {
            if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            {
                target.Raw(Null);
                return;
            }

            shape.Write(value, target);
        }

        protected override void Check(JsonElement value, string at, List<RequestFault> faults)
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                shape.Check(value, at, faults);
            }
        }
    }

    private sealed class ListShape(JsonShape item) : JsonShape
    {
        public override void Write(JsonElement value, JsonTarget target)
        {
            target.BeginArray();
            foreach (var element in value.EnumerateArray())
            {
                item.Write(element, target);
            }

            target.EndArray();
        }

        protected override void Check(JsonElement value, string at, List<RequestFault> faults)
        {
            if (!Holds(value.ValueKind == JsonValueKind.Array, at, "list_type", "Input should be a valid list", faults))
            {
                return;
            }

            var index = 0;
            foreach (var element in value.EnumerateArray())
            {
                if (faults.Count == MaxFaults)
                {
                    return;
                }

                item.Check(element, $"{at}/{index++}", faults);
            }
        }
    }

    private sealed class MapShape(JsonShape item) : JsonShape
    {
        public override void Write(JsonElement value, JsonTarget target)
        {
            target.BeginObject();
            foreach (var member in value.EnumerateObject())
            {
                target.Name(member);
                item.Write(member.Value, target);
            }

            target.EndObject();
        }

        protected override void Check(JsonElement value, string at, List<RequestFault> faults)
        {
            if (!Holds(value.ValueKind == JsonValueKind.Object, at, "dict_type", "Input should be a valid dictionary", faults))
            {
                return;
            }

            foreach (var member in value.EnumerateObject())
            {
                if (faults.Count == MaxFaults)
                {
                    return;
                }

                item.Check(member.Value, $"{at}/{PointerOf(member)}", faults);
            }
        }

        // Half a surrogate pair cannot become text by the framework's own way.
        private static string PointerOf(JsonProperty member)
        {
            var name = JsonText.ReadName(member);
            var end = name.Length > MaxNameLength && char.IsHighSurrogate(name[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength;
            var shown = name.Length > MaxNameLength ? name[..end] + "…" : name;
            return shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        }
    }

    private sealed class ModelShape(IReadOnlyList<(string Name, JsonShape Shape)> members) : JsonShape
    {
        private readonly IReadOnlyList<(string Name, byte[] Bytes, JsonShape Shape)> known =
            [.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Name), member.Shape))];

        private readonly byte[][] names = [.. members.Select(member => Encoding.UTF8.GetBytes(member.Name))];

        public override void Write(JsonElement value, JsonTarget target)
        {
            target.BeginObject();
            var found = value.Find(names);
            for (var i = 0; i < known.Count; i++)
            {
                target.Name(known[i].Bytes);
                known[i].Shape.Write(found[i], target);
            }

            target.EndObject();
        }

        protected override void Check(JsonElement value, string at, List<RequestFault> faults)
        {
            const string Message = "Input should be a valid dictionary or object to extract fields from";
            if (!Holds(value.ValueKind == JsonValueKind.Object, at, "model_attributes_type", Message, faults))
            {
                return;
            }

            var found = value.Find(names);
            for (var i = 0; i < known.Count; i++)
            {
                var (name, _, shape) = known[i];
                if (found[i].ValueKind != JsonValueKind.Undefined)
                {
                    shape.Check(found[i], $"{at}/{name}", faults);
                }
                else
                {
                    Holds(shape.IsOptional, $"{at}/{name}", "missing", $"{name} is required", faults);
                }
            }
        }
    }
}
