-- Publishes documents that differ: new contracts, next versions of 200 contracts, or, as one request in twenty, next
-- versions among reads of exact versions.
-- Arguments: new|next|mixed, a file with a document in each line, and a number that no other run has.
local kind, run, documents, count

function init(arguments)
  kind, run, documents, count = arguments[1], arguments[3], {}, 0
  for line in io.lines(arguments[2]) do
    documents[#documents + 1] = line
  end
end

function request()
  count = count + 1
  local id, version
  if kind == 'new' then
    id, version = 'bench.new-' .. run .. '.' .. count, '1.0.0'
  else
    id, version = 'bench.next.' .. count % 200, '1.' .. run .. '.' .. count
  end
  if kind == 'mixed' and count % 20 ~= 0 then
    return wrk.format('GET', '/contracts/' .. id .. '/versions/1.0.0')
  end
  local document = documents[count % #documents + 1]
  local body = document:gsub('@id@', id, 1):gsub('@version@', version, 1)
  local headers = { ['content-type'] = 'application/json' }
  return wrk.format('PUT', '/contracts/' .. id .. '/versions/' .. version, headers, body)
end
