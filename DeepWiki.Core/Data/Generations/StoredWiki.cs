using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.Core.Data.Generations;

/// <summary>A wiki that the service makes.</summary>
/// <param name="Id">Key inside the database.</param>
/// <param name="PublicId">Opaque id for clients, <c>wik_…</c>.</param>
/// <param name="Identity">Repository, ref, language and detail.</param>
/// <param name="Settings">Settings of the index it is made from.</param>
/// <param name="Provider">Provider that writes it; <c>local</c> writes without a model.</param>
/// <param name="Model">Model that writes it.</param>
/// <param name="Policy">Policy by which it follows its repository.</param>
/// <param name="Title">Title of the active generation; empty before the first plan.</param>
/// <param name="Description">Description of the active generation.</param>
/// <param name="ActiveGeneration">Number of the generation readers see; null before the first was published.</param>
/// <param name="CreatedAt">Time it was asked for first.</param>
/// <param name="UpdatedAt">Time of its last change.</param>
public sealed record StoredWiki(
    int Id,
    string PublicId,
    WikiIdentity Identity,
    IndexJobSettings Settings,
    string Provider,
    string Model,
    WikiPolicy Policy,
    string Title,
    string Description,
    int? ActiveGeneration,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
