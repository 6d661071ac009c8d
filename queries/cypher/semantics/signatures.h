// What can be called: names, arguments and results of functions and procedures, as far as a query
// can be checked before it runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph::queries::cypher {

// What is known of a value before a query runs. kAny: nothing. kNumber: an integer or a float.
// Every type includes null.
enum class StaticType : std::uint8_t {
  kAny,
  kBoolean,
  kInteger,
  kFloat,
  kNumber,
  kString,
  kList,
  kMap,
  kNode,
  kRelationship,
  kPath,
  kTemporal,  // any date, time or duration
};

// "Integer", as error messages say it.
std::string_view NameOf(StaticType type);

// Whether a value of type `given` may turn out to be one of type `wanted`.
bool MayBe(StaticType given, StaticType wanted);

struct FunctionSignature {
  std::string_view name;  // as documented: "toUpper", "duration.between"
  int min_arguments = 0;
  int max_arguments = 0;  // -1: any number
  bool aggregates = false;
  // What an argument may be: any of these types; the last entry holds for all further arguments.
  // Empty: anything. Only what can never be right is refused at compile time.
  std::vector<std::vector<StaticType>> accepts = {};
  StaticType result = StaticType::kAny;
  bool constant = true;  // the same arguments give the same result: not so for rand()
};

// The built-in function of that name in any case, or null. The one list of them: functions/ has an
// implementation for each, and a test compares the two.
const FunctionSignature* FindFunction(std::string_view name);
const std::vector<FunctionSignature>& Functions();

// A parameter or a result column of a procedure: test.my.proc(in :: INTEGER?) :: (out :: STRING?).
struct ProcedureField {
  std::string name;
  StaticType type = StaticType::kAny;
  bool nullable = true;
};

struct ProcedureSignature {
  std::string name;  // "db.labels"
  std::vector<ProcedureField> parameters;
  // How many of the last parameters a call may leave out: they are null then.
  std::size_t optional_parameters = 0;
  std::vector<ProcedureField> results;
  bool writes = false;
  std::string description = {};  // a line for :help and dbms.procedures
};

// Where the checker looks procedures up. execute/ implements it over what is registered.
class ProcedureCatalogue {
 public:
  virtual ~ProcedureCatalogue() = default;
  // Null when there is none of that name; names are compared with case. The pointer holds for as
  // long as the catalogue is not changed.
  virtual const ProcedureSignature* Find(std::string_view name) const = 0;
  // For suggestions, in any order.
  virtual std::vector<std::string> Names() const = 0;
};

}  // namespace citygraph::queries::cypher
