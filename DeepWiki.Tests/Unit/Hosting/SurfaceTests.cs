using System.Reflection;
using System.Runtime.CompilerServices;
using Aspire.Hosting;
#if USE_ASPIRE
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;
using Aspire.Hosting.Testing;
#endif

namespace DeepWiki.Tests.Unit.Hosting;

/// <summary>Nobody adds a public member that Aspire lacks: the list was made once from its signatures.</summary>
[Trait("Category", "Unit")]
public sealed class SurfaceTests
{
    private static string[] Committed => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Unit", "Hosting", "surface.txt"));

#if USE_ASPIRE
    [Fact]
    public void Aspire_has_every_member_of_the_committed_list()
    {
        // The few types for Bicep files are in the AppHost with either host.
        Type[] ofEachPackage =
        [
            typeof(DistributedApplication), typeof(PostgresServerResource), typeof(RedisResource), typeof(DistributedApplicationTestingBuilder),
            typeof(AzureBicepResource),
        ];

        Assert.Empty(Committed.Except(ofEachPackage.SelectMany(type => Dump(type.Assembly)), StringComparer.Ordinal));
    }
#else
    [Fact]
    public void The_public_surface_equals_the_committed_list() => Assert.Equal(Committed, Dump(typeof(DistributedApplication).Assembly));
#endif

    private static IReadOnlyList<string> Dump(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => type.Namespace?.StartsWith("Aspire.Hosting", StringComparison.Ordinal) == true)
            .SelectMany(type => Members(type).Prepend(type.FullName ?? type.Name)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is FieldInfo or MethodInfo && IsWritten(member))
            .Select(member => $"{type.FullName}: {Signature(member)}");

    // Records add members of their own; accessors are written by the compiler but chosen by the author.
    private static bool IsWritten(MemberInfo member) =>
        member.Name != "value__" && (member is MethodInfo { IsSpecialName: true } || member.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
        && !(member.DeclaringType?.GetMethod("<Clone>$") is not null && member.Name is not ("get_State" or "get_ExitCode" or "get_HealthStatus"));

    private static string Signature(MemberInfo member) => member is MethodInfo method
        ? $"{method.ReturnType} {method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))})"
        : member.ToString() ?? member.Name;

    private static string Parameter(ParameterInfo parameter) =>
        $"{parameter.ParameterType} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : "")}";
}
